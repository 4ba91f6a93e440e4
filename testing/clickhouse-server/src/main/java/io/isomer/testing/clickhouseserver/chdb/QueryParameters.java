package io.isomer.testing.clickhouseserver.chdb;

import com.sun.jna.StringArray;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Values for the placeholders of a statement, as the library takes them. */
record QueryParameters(String[] names, String[] values) {

  static final QueryParameters NONE = of(Map.of());

  static QueryParameters of(Map<String, String> byName) {
    return new QueryParameters(
        byName.keySet().toArray(String[]::new), byName.values().toArray(String[]::new));
  }

  int count() {
    return names.length;
  }

  StringArray nativeNames() {
    return new StringArray(names, "UTF-8");
  }

  StringArray nativeValues() {
    return new StringArray(values, "UTF-8");
  }

  long[] nameLengths() {
    return lengths(names);
  }

  long[] valueLengths() {
    return lengths(values);
  }

  private static long[] lengths(String[] texts) {
    return Arrays.stream(texts)
        .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .toArray();
  }
}

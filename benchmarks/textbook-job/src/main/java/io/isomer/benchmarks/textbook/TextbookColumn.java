package io.isomer.benchmarks.textbook;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** A column of the replicated table; the first one is the key. */
record TextbookColumn(String name, TextbookType type) implements Serializable {

  /** Reads {@code name:TYPE,name:TYPE,…}. */
  static List<TextbookColumn> parse(String text) {
    return Arrays.stream(text.split(","))
        .map(column -> column.split(":"))
        .map(parts -> new TextbookColumn(parts[0], TextbookType.valueOf(parts[1])))
        .toList();
  }
}

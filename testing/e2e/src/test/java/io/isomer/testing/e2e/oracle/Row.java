package io.isomer.testing.e2e.oracle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A row in canonical text, the same for either database.
 *
 * @param key the key columns' values, by which rows are ordered
 * @param values all columns' values, in the source table's order; null where the row has NULL
 */
public record Row(List<String> key, List<String> values) implements Comparable<Row> {

  /** By key, column by column, in the order of UTF-8 bytes as both databases have it. */
  @Override
  public int compareTo(Row other) {
    for (int i = 0; i < key.size(); i++) {
      int order = Arrays.compareUnsigned(bytes(key.get(i)), bytes(other.key.get(i)));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

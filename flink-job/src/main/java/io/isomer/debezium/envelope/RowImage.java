package io.isomer.debezium.envelope;

import io.isomer.debezium.schema.RowDecoder;

/**
 * A row as it was before or after a change.
 *
 * @param shape its columns
 * @param start where it starts, in the message's array
 * @param values its columns' values; null where they were not asked for
 * @param hasPlaceholders whether some of these values did not come, or look so
 */
record RowImage(RowDecoder shape, int start, byte[] values, boolean hasPlaceholders) {

  boolean hasValues() {
    return values != null;
  }
}

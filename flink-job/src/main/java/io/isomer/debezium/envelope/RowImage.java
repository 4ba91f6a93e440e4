package io.isomer.debezium.envelope;

import io.isomer.debezium.schema.RowDecoder;

/**
 * A row before or after a change.
 *
 * @param shape decoder of the row
 * @param start position of the row in the message's array
 * @param values the values of its columns; null when not requested
 * @param hasPlaceholders whether some values were not sent, or look like it
 */
record RowImage(RowDecoder shape, int start, byte[] values, boolean hasPlaceholders) {

  boolean hasValues() {
    return values != null;
  }
}

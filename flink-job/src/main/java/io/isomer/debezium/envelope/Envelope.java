package io.isomer.debezium.envelope;

import io.isomer.debezium.schema.RowDecoder;

/**
 * The content of one envelope. Immutable.
 *
 * @param op the field {@code op}; null when missing
 * @param isControl whether Debezium sent the message between changes: a heartbeat or a transaction
 *     marker
 * @param source origin of the change; {@link SourceBlock#NONE} when missing
 * @param shape decoder of {@code after}, or when that is null, of {@code before}
 * @param before the row before the change, or null
 * @param after the row after the change, or null
 */
public record Envelope(
    String op,
    boolean isControl,
    SourceBlock source,
    RowDecoder shape,
    RowImage before,
    RowImage after) {

  public boolean hasBefore() {
    return before != null;
  }

  public boolean hasAfter() {
    return after != null;
  }
}

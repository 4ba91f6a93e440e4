package io.isomer.debezium.envelope;

import io.isomer.debezium.schema.RowDecoder;

/**
 * What an envelope says of a change.
 *
 * @param op the field {@code op}; null where the message has none
 * @param isControl whether the message is one that Debezium sends between changes: a heartbeat, or
 *     the begin or end of a transaction
 * @param source where the change comes from; {@link SourceBlock#NONE} where the message has none
 * @param shape the row's: of {@code after}, or where that is null, of {@code before}
 * @param before the row before the change; null where the message has none
 * @param after the row after the change; null where the message has none
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

package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.QuotedValue;
import io.isomer.targetformat.RowVersion;
import java.io.IOException;

/**
 * The values of an envelope's {@code source} that determine table, version and time of a change.
 * Immutable.
 */
public final class SourceBlock {

  /** For messages without {@code source}. */
  static final SourceBlock NONE = new SourceBlock(null, null, null, null, Long.MIN_VALUE);

  private static final String INCREMENTAL = "incremental";
  private static final String STREAMED = "false";

  private final TableId table; // or null
  private final String snapshot;
  private final Sequence sequence; // or null
  private final String unknownSequence; // a text that Sequence.read cannot read, or null
  private final long committedAt;

  private SourceBlock(
      TableId table, String snapshot, Sequence sequence, String unknownSequence, long committedAt) {
    this.table = table;
    this.snapshot = snapshot;
    this.sequence = sequence;
    this.unknownSequence = unknownSequence;
    this.committedAt = committedAt;
  }

  /** Reads the object at the parser's position. */
  public static SourceBlock read(JsonReader parser) throws IOException {
    String schema = null;
    String table = null;
    String snapshot = null;
    Sequence sequence = null;
    String unknownSequence = null;
    long committedAt = Long.MIN_VALUE;
    int seen = 0;
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "schema" -> {
          seen = JsonChecks.once(seen, 1, name);
          schema = parser.getValueAsString();
        }
        case "table" -> {
          seen = JsonChecks.once(seen, 2, name);
          table = parser.getValueAsString();
        }
        case "snapshot" -> {
          seen = JsonChecks.once(seen, 4, name);
          snapshot = parser.getValueAsString();
        }
        case "sequence" -> {
          seen = JsonChecks.once(seen, 8, name);
          sequence = Sequence.read(parser);
          unknownSequence = sequence == null ? parser.getValueAsString() : null;
        }
        case "ts_ms" -> {
          seen = JsonChecks.once(seen, 16, name);
          committedAt = parser.getLongValue();
        }
        default -> parser.skipChildren();
      }
    }
    JsonChecks.expect(parser, JsonToken.END_OBJECT);
    return new SourceBlock(
        namesNoTable(schema, table) ? null : new TableId(schema, table),
        snapshot,
        sequence,
        unknownSequence,
        committedAt);
  }

  /** The same table's source block with another position and time. */
  SourceBlock at(Sequence sequence, long committedAt) {
    return new SourceBlock(table, snapshot, sequence, null, committedAt);
  }

  /** Whether no table is named. A logical decoding message has two empty names. */
  public static boolean namesNoTable(String schema, String table) {
    return schema == null || table == null || schema.isEmpty() && table.isEmpty();
  }

  /** Whether the change belongs to this table; for null, whether it belongs to no table. */
  public boolean isOf(TableId expected) {
    return expected == null ? table == null : expected.equals(table);
  }

  public TableId table() throws MalformedMessageException {
    if (table == null) {
      throw new MalformedMessageException("source does not name schema and table");
    }
    return table;
  }

  /** The commit time of the transaction, in milliseconds since 1970. */
  public long committedAt() throws MalformedMessageException {
    if (committedAt == Long.MIN_VALUE) {
      throw new MalformedMessageException("source has no ts_ms");
    }
    return committedAt;
  }

  /**
   * The version of the changed row.
   *
   * <p>A streamed change, or a row of an incremental snapshot, has the sequence {@code ["<last
   * commit>","<lsn>"]}. All rows of an initial snapshot have the LSN of the snapshot. A change that
   * the snapshot does not contain may have a lower LSN, because it was logged before its
   * transaction committed. So rows of an initial snapshot get no commit position, which makes every
   * streamed change newer.
   */
  public RowVersion version(Operation operation, int epoch) throws MalformedMessageException {
    if (operation != Operation.READ || INCREMENTAL.equals(snapshot)) {
      return sequenceVersion(epoch);
    }
    if (snapshot == null || STREAMED.equals(snapshot)) {
      throw new MalformedMessageException(
          "op is r, but source.snapshot is not that of a snapshot: " + snapshot);
    }
    return RowVersion.ofInitialSnapshot(epoch, sequenceVersion(epoch).lsn());
  }

  private RowVersion sequenceVersion(int epoch) throws MalformedMessageException {
    if (sequence == null && unknownSequence == null) {
      throw new MalformedMessageException(
          "source has no sequence. Use Debezium's PostgreSQL connector 2.0 or newer");
    }
    try {
      return sequence != null
          ? sequence.version(epoch)
          : Sequence.parse(unknownSequence).version(epoch);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(
          "source.sequence is not [\"commit\",\"lsn\"]: "
              + QuotedValue.of(sequence != null ? sequence.toString() : unknownSequence),
          e);
    }
  }
}

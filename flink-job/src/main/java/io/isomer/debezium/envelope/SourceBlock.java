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

/** The part of an envelope's {@code source} that a change's place in the stream follows from. */
public final class SourceBlock {

  /** Of a message that has none. */
  static final SourceBlock NONE = new SourceBlock(null, null, null, null, Long.MIN_VALUE);

  private static final String INCREMENTAL = "incremental";
  private static final String STREAMED = "false";

  private final TableId table; // or null
  private final String snapshot;
  private final Sequence sequence; // or null
  private final String unknownSequence; // a text of another form, or null
  private final long committedAt;

  private SourceBlock(
      TableId table, String snapshot, Sequence sequence, String unknownSequence, long committedAt) {
    this.table = table;
    this.snapshot = snapshot;
    this.sequence = sequence;
    this.unknownSequence = unknownSequence;
    this.committedAt = committedAt;
  }

  /** Reads the block that the parser stands at the start of. */
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

  /** The block of another change that differs in its place and time alone. */
  SourceBlock at(Sequence sequence, long committedAt) {
    return new SourceBlock(table, snapshot, sequence, null, committedAt);
  }

  /** A logical decoding message has both names, and both are empty. */
  public static boolean namesNoTable(String schema, String table) {
    return schema == null || table == null || schema.isEmpty() && table.isEmpty();
  }

  /** Whether the block names this table; with none given, whether it names none. */
  public boolean isOf(TableId expected) {
    return expected == null ? table == null : expected.equals(table);
  }

  public TableId table() throws MalformedMessageException {
    if (table == null) {
      throw new MalformedMessageException("source names no schema and table");
    }
    return table;
  }

  /** When the transaction committed, in milliseconds since 1970. */
  public long committedAt() throws MalformedMessageException {
    if (committedAt == Long.MIN_VALUE) {
      throw new MalformedMessageException("source has no ts_ms");
    }
    return committedAt;
  }

  /**
   * The version of the changed row.
   *
   * <p>A streamed change, or a row of an incremental snapshot, carries {@code ["<last commit>",
   * "<lsn>"]}; the first is null in the first transaction after a snapshot, where the change's own
   * LSN takes its place. The rows of an initial snapshot all carry the snapshot's LSN. A change
   * that the snapshot has not seen may have a lower one, as it was logged before its transaction's
   * commit: so they get no commit position, which makes every streamed change newer.
   */
  public RowVersion version(Operation operation, int epoch) throws MalformedMessageException {
    if (operation != Operation.READ || INCREMENTAL.equals(snapshot)) {
      return sequenceVersion(epoch);
    }
    if (snapshot == null || STREAMED.equals(snapshot)) {
      throw new MalformedMessageException(
          "op is r, and source.snapshot says that no snapshot read it: " + snapshot);
    }
    return RowVersion.ofInitialSnapshot(epoch, sequenceVersion(epoch).lsn());
  }

  private RowVersion sequenceVersion(int epoch) throws MalformedMessageException {
    if (sequence == null && unknownSequence == null) {
      throw new MalformedMessageException(
          "source has no sequence; Isomer needs Debezium's PostgreSQL connector, 2.0 or newer");
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

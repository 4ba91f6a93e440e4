package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowVersion;
import io.isomer.changelog.TableId;
import io.isomer.debezium.json.Json;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.Quote;
import java.io.IOException;

/** The part of an envelope's {@code source} that a change's place in the stream follows from. */
public final class SourceBlock {

  private static final String INCREMENTAL = "incremental";
  private static final String STREAMED = "false";

  private String schema;
  private String table;
  private String snapshot;
  private final Sequence position = new Sequence();
  private boolean sequenceRead; // into position
  private String sequence; // of another form
  private long committedAt;
  private TableId lastTable = new TableId("", "");

  public void reset() {
    schema = null;
    table = null;
    snapshot = null;
    sequence = null;
    sequenceRead = false;
    committedAt = Long.MIN_VALUE;
  }

  /** Reads the block that the parser stands at the start of. */
  public void read(JsonReader parser) throws IOException {
    int seen = 0;
    Json.expect(parser, JsonToken.START_OBJECT);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "schema" -> {
          seen = Json.once(seen, 1, name);
          schema = parser.getValueAsString();
        }
        case "table" -> {
          seen = Json.once(seen, 2, name);
          table = parser.getValueAsString();
        }
        case "snapshot" -> {
          seen = Json.once(seen, 4, name);
          snapshot = parser.getValueAsString();
        }
        case "sequence" -> {
          seen = Json.once(seen, 8, name);
          sequenceRead = position.read(parser);
          sequence = sequenceRead ? null : parser.getValueAsString();
        }
        case "ts_ms" -> {
          seen = Json.once(seen, 16, name);
          committedAt = parser.getLongValue();
        }
        default -> parser.skipChildren();
      }
    }
    Json.expect(parser, JsonToken.END_OBJECT);
  }

  /**
   * Reads {@code sequence} alone, up to its closing quotation mark.
   *
   * @return that mark's position, or -1 when it is of another form
   */
  int readSequence(byte[] bytes, int from, int end) {
    int to = position.read(bytes, from, end);
    sequenceRead = to >= 0;
    return to;
  }

  /** Takes from another block all but {@code sequence} and the time. */
  void setNames(SourceBlock other, long committedAt) {
    schema = other.schema;
    table = other.table;
    snapshot = other.snapshot;
    this.committedAt = committedAt;
  }

  /** A logical decoding message has both names, and both are empty. */
  public static boolean namesNoTable(String schema, String table) {
    return schema == null || table == null || schema.isEmpty() && table.isEmpty();
  }

  /** Whether the block names this table; with none given, whether it names none. */
  public boolean isOf(TableId expected) {
    return expected == null
        ? namesNoTable(schema, table)
        : expected.name().equals(table) && expected.schema().equals(schema);
  }

  public TableId table() throws MalformedMessageException {
    if (namesNoTable(schema, table)) {
      throw new MalformedMessageException("source names no schema and table");
    }
    if (!lastTable.name().equals(table) || !lastTable.schema().equals(schema)) {
      lastTable = new TableId(schema, table);
    }
    return lastTable;
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
    if (sequence == null && !sequenceRead) {
      throw new MalformedMessageException(
          "source has no sequence; Isomer needs Debezium's PostgreSQL connector, 2.0 or newer");
    }
    try {
      return sequenceRead ? position.version(epoch) : Sequence.version(sequence, epoch);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(
          "source.sequence is not [\"commit\",\"lsn\"]: "
              + Quote.value(sequenceRead ? position.toString() : sequence),
          e);
    }
  }
}

package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.Json;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.schema.RowPlan;
import io.isomer.debezium.schema.UntypedPlans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads one envelope, {@code {"before":…,"after":…,"source":…,"op":…}}, in one pass. */
public final class EnvelopeReader {

  private static final int BEFORE = 1;
  private static final int AFTER = 2;
  private static final int SOURCE = 4;
  private static final int OP = 8;

  private final JsonReader parser = new JsonReader();
  private final SourceBlock source = new SourceBlock();
  private final RowWriter row = new RowWriter();
  private final RowWriter rowBefore = new RowWriter();
  private final List<String> names = new ArrayList<>();

  private UntypedPlans untyped;
  private boolean readsBefore;
  private RowPlan plan;
  private boolean hasRowBefore;
  private String op;
  private boolean envelope;
  private final MarkerFields marker = new MarkerFields();
  private boolean hasBefore;
  private boolean hasAfter;
  private int beforeStart;
  private int afterStart;

  /** Reads the messages; it must stand at the payload's start before {@link #read}. */
  public JsonReader parser() {
    return parser;
  }

  public SourceBlock source() {
    return source;
  }

  /** The field {@code op}, or null where the message has none. */
  public String op() {
    return op;
  }

  /**
   * Whether the message is one that Debezium sends between changes: a heartbeat, or the begin or
   * end of a transaction.
   */
  public boolean isMarker() {
    return op == null && !envelope && marker.areAll();
  }

  public boolean hasBefore() {
    return hasBefore;
  }

  public boolean hasAfter() {
    return hasAfter;
  }

  /** The shape of {@code after}, or where that is null, of {@code before}. */
  RowPlan plan() {
    return plan;
  }

  /** The values of {@code after}. */
  public RowWriter row() {
    return row;
  }

  /** Whether {@code before} was read; it only is where that was asked for. */
  boolean hasRowBefore() {
    return hasRowBefore;
  }

  /** The values of {@code before}, in the shape of {@code after} where there are both. */
  RowWriter rowBefore() {
    return rowBefore;
  }

  /** Where {@code before} starts, in the message's array. */
  int beforeStart() {
    return beforeStart;
  }

  /** Where {@code after} starts, in the message's array. */
  int afterStart() {
    return afterStart;
  }

  /**
   * Reads an envelope.
   *
   * @param typed the plan that the schema part gives, or null for a message without one
   * @param untyped the plans for a message without schema part
   * @param readsBefore whether the values of {@code before} are asked for
   * @param tail what the table's messages are known to end with
   */
  public void read(RowPlan typed, UntypedPlans untyped, boolean readsBefore, KnownTail tail)
      throws IOException {
    this.untyped = untyped;
    this.readsBefore = readsBefore;
    reset(typed);
    int seen = 0;
    int unknownTail = -1;
    Json.expect(parser, JsonToken.START_OBJECT);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "before" -> {
          seen = Json.once(seen, BEFORE, name);
          before(typed);
        }
        case "after" -> {
          seen = Json.once(seen, AFTER, name);
          after(typed);
        }
        case "source" -> {
          seen = Json.once(seen, SOURCE, name);
          envelope = true;
          int start = parser.tokenStart();
          String known = tail.read(parser, source);
          if (known != null) {
            seen = Json.once(seen, OP, "op");
            op = known;
          } else {
            unknownTail = start;
            source.reset();
            source.read(parser);
          }
        }
        case "op" -> {
          seen = Json.once(seen, OP, name);
          op = parser.getValueAsString();
        }
        default -> {
          marker.add(name);
          parser.skipChildren();
        }
      }
    }
    Json.expect(parser, JsonToken.END_OBJECT);
    if (unknownTail >= 0) {
      tail.learn(parser.bytes(), unknownTail, parser.tokenStart(), source);
    }
  }

  private void reset(RowPlan typed) {
    plan = typed == null ? RowPlan.NONE : typed;
    op = null;
    envelope = false;
    marker.reset();
    hasBefore = false;
    hasAfter = false;
    hasRowBefore = false;
    row.reset();
    rowBefore.reset();
    source.reset();
  }

  /**
   * The row before the change. Unless its values are asked for, only its columns' names matter, and
   * those where nothing else tells them.
   */
  private void before(RowPlan typed) throws IOException {
    envelope = true;
    hasBefore = parser.currentToken() != JsonToken.VALUE_NULL;
    beforeStart = parser.tokenStart();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
    } else if (readsBefore) {
      hasRowBefore = true;
      readRow(typed, rowBefore);
    } else if (typed != null) {
      parser.skipChildren();
    } else {
      readNames();
    }
  }

  private void readNames() throws IOException {
    names.clear();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      names.add(name);
      parser.nextToken();
      parser.skipChildren();
    }
    plan = untyped.of(names);
  }

  private void after(RowPlan typed) throws IOException {
    envelope = true;
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    hasAfter = true;
    afterStart = parser.tokenStart();
    RowPlan planBefore = plan;
    readRow(typed, row);
    if (hasRowBefore && plan != planBefore) {
      throw new MalformedMessageException("before and after have different columns");
    }
  }

  private void readRow(RowPlan typed, RowWriter out) throws IOException {
    if (typed != null) {
      typed.decode(parser, out);
      return;
    }
    Json.expect(parser, JsonToken.START_OBJECT);
    names.clear();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      names.add(name);
      parser.nextToken();
      if (untyped.excludes(name)) {
        parser.skipChildren();
      } else {
        UntypedPlans.DECODER.decodeNullable(parser, out);
      }
    }
    plan = untyped.of(names);
  }
}

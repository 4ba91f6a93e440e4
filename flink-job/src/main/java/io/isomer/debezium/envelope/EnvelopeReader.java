package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.debezium.schema.RowDecoder;
import io.isomer.debezium.schema.RowFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads envelopes, {@code {"before":…,"after":…,"source":…,"op":…}}, each in one pass. Not
 * thread-safe.
 */
public final class EnvelopeReader {

  private static final int BEFORE = 1;
  private static final int AFTER = 2;
  private static final int SOURCE = 4;
  private static final int OP = 8;

  private final JsonReader parser = new JsonReader();
  private final RowWriter row = new RowWriter();
  private final List<String> others = new ArrayList<>(); // further fields of the current message

  /** Locates schema part and payload of a message. */
  public SchemaPrefix prefix(MessageBytes message) throws IOException {
    return SchemaPrefix.of(message, parser);
  }

  /**
   * Reads a message.
   *
   * @param prefix the prefix of this message
   * @param rows decodes its rows
   * @param readsBefore whether to decode the values of {@code before}
   * @param template template of the table's messages
   * @return null when the payload is null: a tombstone, as a converter with schemas may write it
   */
  public Envelope read(
      MessageBytes message,
      SchemaPrefix prefix,
      RowFormat rows,
      boolean readsBefore,
      SourceTemplate template)
      throws IOException {
    parser.reset(message, message.start() + prefix.size());
    if (parser.nextToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    Envelope envelope = envelope(rows, readsBefore, template);
    prefix.checkEnd(message, parser);
    return envelope;
  }

  private Envelope envelope(RowFormat rows, boolean readsBefore, SourceTemplate template)
      throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    int seen = 0;
    RowImage before = null;
    RowImage after = null;
    SourceBlock source = SourceBlock.NONE;
    String op = null;
    int unknownSource = -1;
    others.clear();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "before" -> {
          seen = JsonChecks.once(seen, BEFORE, name);
          before = image(rows, readsBefore && parser.currentToken() == JsonToken.START_OBJECT);
        }
        case "after" -> {
          seen = JsonChecks.once(seen, AFTER, name);
          after = image(rows, true);
        }
        case "source" -> {
          seen = JsonChecks.once(seen, SOURCE, name);
          int start = parser.tokenStart();
          SourceTemplate.Tail known = template.read(parser);
          if (known != null) {
            seen = JsonChecks.once(seen, OP, "op");
            source = known.source();
            op = known.op();
          } else {
            unknownSource = start;
            source = SourceBlock.read(parser);
          }
        }
        case "op" -> {
          seen = JsonChecks.once(seen, OP, name);
          op = parser.getValueAsString();
        }
        default -> {
          others.add(name);
          parser.skipChildren();
        }
      }
    }
    JsonChecks.expect(parser, JsonToken.END_OBJECT);
    if (unknownSource >= 0) {
      template.learn(parser.bytes(), unknownSource, parser.tokenStart(), source);
    }
    boolean control = op == null && (seen & ~OP) == 0 && ControlMessages.areAll(others);
    return new Envelope(op, control, source, shape(rows, before, after), before, after);
  }

  /**
   * Reads a row.
   *
   * @param readsValues false to read only the row's shape
   * @return null for a JSON null
   */
  private RowImage image(RowFormat rows, boolean readsValues) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    int start = parser.tokenStart();
    if (!readsValues) {
      return new RowImage(rows.skip(parser), start, null, false);
    }
    row.reset();
    RowDecoder shape = rows.read(parser, row);
    return new RowImage(shape, start, row.toByteArray(), row.hasUnavailable());
  }

  private static RowDecoder shape(RowFormat rows, RowImage before, RowImage after)
      throws MalformedMessageException {
    if (after == null) {
      return before == null ? rows.withoutRow() : before.shape();
    }
    if (before != null && before.hasValues() && before.shape() != after.shape()) {
      throw new MalformedMessageException("before and after have different columns");
    }
    return after.shape();
  }
}

package io.isomer.debezium.schema;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.UntypedDecoder;
import io.isomer.debezium.value.ValueDecoder;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Decodes the rows of one table in messages without schema part. Keeps the last decoder. */
public final class SchemalessRowDecoders implements RowFormat {

  private static final ValueDecoder DECODER = UntypedDecoder.withPlaceholders();

  private final SourceRule rule;
  private final List<String> names = new ArrayList<>();
  private RowDecoder last = RowDecoder.NONE;

  public SchemalessRowDecoders(SourceRule rule) {
    this.rule = rule;
  }

  @Override
  public RowDecoder withoutRow() {
    return RowDecoder.NONE;
  }

  @Override
  public RowDecoder read(JsonReader parser, RowWriter out) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    names.clear();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      names.add(name);
      parser.nextToken();
      if (rule.excludes(name)) {
        parser.skipChildren();
      } else {
        DECODER.decodeNullable(parser, out);
      }
    }
    return of(names);
  }

  @Override
  public RowDecoder skip(JsonReader parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return RowDecoder.NONE;
    }
    names.clear();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      names.add(name);
      parser.nextToken();
      parser.skipChildren();
    }
    return of(names);
  }

  /**
   * The decoder for a row.
   *
   * @param names the names of all fields, in order
   */
  public RowDecoder of(List<String> names) throws MalformedMessageException {
    if (!last.hasNames(names)) {
      last = RowDecoder.untyped(names, DECODER, rule);
    }
    return last;
  }
}

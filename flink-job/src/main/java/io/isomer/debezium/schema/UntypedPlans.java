package io.isomer.debezium.schema;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.Json;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.UntypedDecoder;
import io.isomer.debezium.value.ValueDecoder;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a table's rows in messages without schema part; it keeps the last one's plan. */
public final class UntypedPlans implements RowFormat {

  private static final ValueDecoder DECODER = UntypedDecoder.withPlaceholders();

  private final SourceRule rule;
  private final List<String> names = new ArrayList<>();
  private RowPlan last = RowPlan.NONE;

  public UntypedPlans(SourceRule rule) {
    this.rule = rule;
  }

  @Override
  public RowPlan withoutRow() {
    return RowPlan.NONE;
  }

  @Override
  public RowPlan read(JsonReader parser, RowWriter out) throws IOException {
    Json.expect(parser, JsonToken.START_OBJECT);
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
  public RowPlan skip(JsonReader parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return RowPlan.NONE;
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
   * The plan of a row.
   *
   * @param names of all fields, in order
   */
  public RowPlan of(List<String> names) throws MalformedMessageException {
    if (!last.hasNames(names)) {
      last = RowPlan.untyped(names, DECODER, rule);
    }
    return last;
  }
}

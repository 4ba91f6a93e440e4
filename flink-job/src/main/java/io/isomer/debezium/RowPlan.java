package io.isomer.debezium;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the rows of one shape are read: a decoder for each column, chosen once. */
final class RowPlan {

  /** The plan of a message that has no row. */
  static final RowPlan NONE = new RowPlan();

  private final List<Column> columns;
  private final String[] names;
  private final ValueDecoder[] decoders;
  private final Map<String, Integer> positions = new HashMap<>();

  private RowPlan() {
    columns = List.of();
    names = new String[0];
    decoders = new ValueDecoder[0];
  }

  private RowPlan(List<Column> columns, List<ValueDecoder> decoders)
      throws MalformedMessageException {
    this.columns = List.copyOf(columns);
    this.names = columns.stream().map(Column::name).toArray(String[]::new);
    this.decoders = decoders.toArray(ValueDecoder[]::new);
    for (int i = 0; i < names.length; i++) {
      if (positions.put(names[i], i) != null) {
        throw new MalformedMessageException("the column " + names[i] + " stands twice in the row");
      }
    }
  }

  /** The plan for a struct's fields, as the schema part lists them. */
  static RowPlan ofFields(JsonNode fields) throws IOException {
    List<Column> columns = new ArrayList<>();
    List<ValueDecoder> decoders = new ArrayList<>();
    for (JsonNode field : fields) {
      String name = field.path("field").asText();
      try {
        ConnectSchema.Typed typed = ConnectSchema.resolve(field);
        columns.add(
            new Column(
                name,
                typed.type(),
                field.path("optional").asBoolean(),
                defaultValue(field.get("default"), typed)));
        decoders.add(typed.decoder());
      } catch (MalformedMessageException e) {
        throw MalformedMessageException.inColumn(name, e);
      }
    }
    return new RowPlan(columns, decoders);
  }

  /** A constant DEFAULT, which stands in the schema part in the form of the column's values. */
  private static byte[] defaultValue(JsonNode value, ConnectSchema.Typed typed) throws IOException {
    if (value == null || value.isNull()) {
      return null;
    }
    RowWriter out = new RowWriter();
    JsonNode stored = DecimalTypes.rounded(value, typed.type());
    try (JsonParser parser = Json.FACTORY.createParser(stored.toString())) {
      parser.nextToken();
      UnavailableValueDecoder.literal(typed.decoder()).decodeNullable(parser, out);
    }
    return out.toByteArray();
  }

  /** The plan for rows of messages without schema part, of which only the names are known. */
  static RowPlan untyped(List<String> names, ValueDecoder decoder)
      throws MalformedMessageException {
    ColumnType untyped = ColumnType.of(ColumnKind.UNTYPED);
    return new RowPlan(
        names.stream().map(name -> new Column(name, untyped, true)).toList(),
        Collections.nCopies(names.size(), decoder));
  }

  List<Column> columns() {
    return columns;
  }

  /** The column's place in the row, or -1. */
  int position(String name) {
    return positions.getOrDefault(name, -1);
  }

  boolean hasNames(List<String> others) {
    return List.of(names).equals(others);
  }

  /** Reads the object that the parser stands at the start of; its fields are in order. */
  void decode(JsonParser parser, RowWriter out) throws IOException {
    Json.expect(parser, JsonToken.START_OBJECT);
    for (int i = 0; i < names.length; i++) {
      String name = parser.nextFieldName();
      if (!names[i].equals(name)) {
        throw new MalformedMessageException(
            "expected the column " + names[i] + " and found " + (name == null ? "none" : name));
      }
      parser.nextToken();
      decode(i, decoders[i], parser, out);
    }
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw new MalformedMessageException(
          "the row has the column " + parser.currentName() + ", and its schema part has not");
    }
  }

  /** As {@link #decode}, for a row that has all its values: nothing in it is a placeholder. */
  void decodeLiterally(JsonParser parser, RowWriter out) throws IOException {
    Json.expect(parser, JsonToken.START_OBJECT);
    for (int i = 0; i < names.length; i++) {
      parser.nextFieldName();
      parser.nextToken();
      decodeLiteral(i, parser, out);
    }
  }

  /** Reads one column's value, which is no placeholder, with its mark. */
  void decodeLiteral(int position, JsonParser parser, RowWriter out) throws IOException {
    decode(position, UnavailableValueDecoder.literal(decoders[position]), parser, out);
  }

  private void decode(int position, ValueDecoder decoder, JsonParser parser, RowWriter out)
      throws IOException {
    try {
      decoder.decodeNullable(parser, out);
    } catch (MalformedMessageException e) {
      throw MalformedMessageException.inColumn(names[position], e);
    }
  }
}

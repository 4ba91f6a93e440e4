package io.isomer.debezium.schema;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.json.Jackson;
import io.isomer.debezium.json.JsonChecks;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.UnavailableValueDecoder;
import io.isomer.debezium.value.ValueDecoder;
import io.isomer.tables.SourceRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decodes the rows of one shape, with a decoder for each field that is chosen once. Fields that a
 * rule excludes are skipped. The others are the row's columns, with the names that a rule gives
 * them.
 */
public final class RowDecoder implements RowFormat {

  /** The decoder for messages without row. */
  public static final RowDecoder NONE = new RowDecoder(new Builder(SourceRule.NONE));

  private final SourceRule rule;
  private final List<Column> columns;
  private final String[] names;
  private final ValueDecoder[] decoders; // null for an excluded field
  private final int[] fields; // by column

  private RowDecoder(Builder parts) {
    rule = parts.rule;
    columns = List.copyOf(parts.columns);
    names = parts.names.toArray(String[]::new);
    decoders = parts.decoders.toArray(ValueDecoder[]::new);
    fields = parts.fields.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Creates a decoder from the fields of a struct in the schema part. */
  public static RowDecoder ofFields(JsonNode fields, SourceRule rule) throws IOException {
    Builder parts = new Builder(rule);
    for (JsonNode field : fields) {
      String name = field.path("field").asText();
      if (rule.excludes(name)) {
        parts.exclude(name);
        continue;
      }
      try {
        TypedDecoder typed = ConnectSchema.resolve(field);
        parts.add(
            new Column(
                name, typed.type(), field.path("optional").asBoolean(), defaultValue(field, typed)),
            typed.decoder());
      } catch (MalformedMessageException e) {
        throw MalformedMessageException.inColumn(name, e);
      }
    }
    return new RowDecoder(parts);
  }

  /** A constant DEFAULT, which has the form of the column's values in the schema part. */
  private static byte[] defaultValue(JsonNode field, TypedDecoder typed) throws IOException {
    JsonNode value = field.get("default");
    if (value == null || value.isNull()) {
      return null;
    }
    RowWriter out = new RowWriter();
    JsonNode stored = DefaultText.stored(value, typed.type(), PropagatedType.of(field));
    JsonReader parser = new JsonReader(Jackson.MAPPER.writeValueAsBytes(stored));
    parser.nextToken();
    UnavailableValueDecoder.literal(typed.decoder()).decodeNullable(parser, out);
    return out.toByteArray();
  }

  /** Creates a decoder for messages without schema part, where only the names are known. */
  static RowDecoder untyped(List<String> names, ValueDecoder decoder, SourceRule rule)
      throws MalformedMessageException {
    ColumnType untyped = ColumnType.of(ColumnKind.UNTYPED);
    Builder parts = new Builder(rule);
    for (String name : names) {
      if (rule.excludes(name)) {
        parts.exclude(name);
      } else {
        parts.add(new Column(name, untyped, true), decoder);
      }
    }
    return new RowDecoder(parts);
  }

  /** The columns of the row, with their names in the target. */
  public List<Column> columns() {
    return columns;
  }

  /** The name of a column in the source. */
  public String sourceName(int column) {
    return names[fields[column]];
  }

  /**
   * The position of a key column in the row.
   *
   * @param name the column's name in the source
   * @throws MalformedMessageException when the row does not have the column
   */
  public int keyPosition(String name) throws MalformedMessageException {
    for (int column = 0; column < fields.length; column++) {
      if (names[fields[column]].equals(name)) {
        return column;
      }
    }
    throw new MalformedMessageException(
        rule.excludes(name)
            ? "table-rules must not exclude the key's column " + name
            : "the key's column " + name + " is not in the row");
  }

  boolean hasNames(List<String> others) {
    return Arrays.asList(names).equals(others);
  }

  @Override
  public RowDecoder withoutRow() {
    return this;
  }

  /** {@inheritDoc} The order of its fields must be that of the schema part. */
  @Override
  public RowDecoder read(JsonReader parser, RowWriter out) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
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
          "the row has the column " + parser.currentName() + ", which its schema part lacks");
    }
    return this;
  }

  @Override
  public RowDecoder skip(JsonReader parser) throws IOException {
    parser.skipChildren();
    return this;
  }

  /**
   * As {@link #read}, for a row with values that are known not to be placeholders.
   *
   * @param literal the columns of these values
   */
  public void decodeLiterally(JsonReader parser, BitSet literal, RowWriter out) throws IOException {
    JsonChecks.expect(parser, JsonToken.START_OBJECT);
    int column = 0;
    for (int i = 0; i < names.length; i++) {
      if (parser.nextFieldName() == null) {
        throw new MalformedMessageException("before and after have different columns");
      }
      parser.nextToken();
      if (decoders[i] != null && literal.get(column++)) {
        decodeFieldLiterally(i, parser, out);
      } else {
        decode(i, decoders[i], parser, out);
      }
    }
  }

  /** Reads the value of one column, with its mark. The value is not a placeholder. */
  public void decodeLiteral(int column, JsonReader parser, RowWriter out) throws IOException {
    decodeFieldLiterally(fields[column], parser, out);
  }

  private void decodeFieldLiterally(int field, JsonReader parser, RowWriter out)
      throws IOException {
    ValueDecoder decoder = decoders[field];
    decode(field, decoder == null ? null : UnavailableValueDecoder.literal(decoder), parser, out);
  }

  private void decode(int field, ValueDecoder decoder, JsonReader parser, RowWriter out)
      throws IOException {
    if (decoder == null) {
      parser.skipChildren();
      return;
    }
    try {
      decoder.decodeNullable(parser, out);
    } catch (MalformedMessageException e) {
      throw MalformedMessageException.inColumn(names[field], e);
    }
  }

  /** Collects the fields of a row, and rejects duplicate names. */
  private static final class Builder {

    private final SourceRule rule;
    private final List<Column> columns = new ArrayList<>();
    private final List<Integer> fields = new ArrayList<>(); // by column
    private final List<String> names = new ArrayList<>();
    private final List<ValueDecoder> decoders = new ArrayList<>();
    private final Set<String> sourceNames = new HashSet<>();
    private final Set<String> targetNames = new HashSet<>();

    Builder(SourceRule rule) {
      this.rule = rule;
    }

    /** Adds a field that is skipped. */
    void exclude(String name) throws MalformedMessageException {
      addField(name, null);
    }

    /**
     * Adds a field that is a column.
     *
     * @param column with the source's name
     */
    void add(Column column, ValueDecoder decoder) throws MalformedMessageException {
      IdentifierCheck.check(column.name());
      fields.add(names.size());
      addField(column.name(), decoder);
      String target = rule.targetName(column.name());
      if (!targetNames.add(target)) {
        throw new MalformedMessageException(
            "two columns would be named %s. Rename %s in table-rules"
                .formatted(target, column.name().equals(target) ? "the other one" : column.name()));
      }
      columns.add(target.equals(column.name()) ? column : column.named(target));
    }

    private void addField(String name, ValueDecoder decoder) throws MalformedMessageException {
      if (!sourceNames.add(name)) {
        throw new MalformedMessageException("the column " + name + " appears twice in the row");
      }
      names.add(name);
      decoders.add(decoder);
    }
  }
}

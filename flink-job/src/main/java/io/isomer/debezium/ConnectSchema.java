package io.isomer.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import java.io.IOException;

/**
 * Chooses type and decoder of a column by its part of the message's schema: Kafka Connect's type,
 * the semantic type's name where there is one, and what the source column's type adds. Debezium
 * lists its names in the chapter "Data type mappings" of the PostgreSQL connector's documentation.
 */
final class ConnectSchema {

  /** What a column of one schema type is, and how its values are read. */
  record Typed(ColumnType type, ValueDecoder decoder) {

    static Typed of(ColumnKind kind, ValueDecoder decoder) {
      return new Typed(ColumnType.of(kind), decoder);
    }
  }

  private ConnectSchema() {}

  /**
   * @throws MalformedMessageException for a type that Isomer does not replicate
   */
  static Typed resolve(JsonNode schema) throws IOException {
    return resolve(schema, SourceColumn.of(schema));
  }

  private static Typed resolve(JsonNode schema, SourceColumn source) throws IOException {
    String type = schema.path("type").asText();
    String name = schema.path("name").asText("");
    JsonNode parameters = schema.path("parameters");
    return switch (type) {
      case "boolean" -> Typed.of(ColumnKind.BOOLEAN, ValueDecoders::bool);
      case "int8", "int16" ->
          Typed.of(ColumnKind.INT16, ValueDecoders.integer(Short.MIN_VALUE, Short.MAX_VALUE));
      case "int32" -> NumberTypes.int32(name);
      case "int64" -> NumberTypes.int64(name, source);
      case "float" -> Typed.of(ColumnKind.FLOAT32, ValueDecoders::float32);
      case "double" -> Typed.of(ColumnKind.FLOAT64, ValueDecoders::float64);
      case "string" -> StringTypes.of(name, source);
      case "bytes" -> BytesTypes.of(name, parameters, source);
      case "array" -> array(name, schema.path("items"), source);
      case "map" -> map(schema, source);
      case "struct" -> struct(name, source);
      default -> throw unsupported(type, name);
    };
  }

  private static Typed array(String name, JsonNode items, SourceColumn source) throws IOException {
    if (name.equals("io.debezium.data.DoubleVector")
        || name.equals("io.debezium.data.FloatVector")) {
      return new Typed(ColumnType.vector(), new ArrayDecoder(ValueDecoders::float32));
    }
    boolean asText = items.path("type").asText().equals("string");
    return ArrayTypes.of(resolve(items, source.element()), asText);
  }

  private static Typed map(JsonNode schema, SourceColumn source) throws IOException {
    if (!schema.path("keys").path("type").asText().equals("string")
        || !schema.path("values").path("type").asText().equals("string")) {
      throw unsupported("map", source.type());
    }
    return new Typed(ColumnType.map(), UnavailableValueDecoder.ofMap(HstoreDecoder::map));
  }

  private static Typed struct(String name, SourceColumn source) throws MalformedMessageException {
    return switch (name) {
      case "io.debezium.data.VariableScaleDecimal" -> {
        ColumnType type = DecimalTypes.of(source, ColumnType.of(ColumnKind.DECIMAL));
        yield new Typed(type, DecimalDecoders::variableScale);
      }
      case "io.debezium.data.geometry.Point" -> new Typed(ColumnType.point(), PointDecoder::point);
      case "io.debezium.data.geometry.Geometry", "io.debezium.data.geometry.Geography" ->
          Typed.of(ColumnKind.BYTES, GeometryDecoder::geometry);
      case "io.debezium.data.SparseDoubleVector" ->
          Typed.of(ColumnKind.STRING, SparseVectorDecoder::sparseVector);
      default -> throw unsupported("struct", name);
    };
  }

  static MalformedMessageException unsupported(String type, String name) {
    return refused("the type " + (name.isEmpty() ? type : name + " (" + type + ")"), "");
  }

  /** Tells that a type is not replicated, why, and what to do. */
  static MalformedMessageException refused(String type, String reason) {
    return new MalformedMessageException(
        type
            + " is not replicated"
            + (reason.isEmpty() ? "" : ", because " + reason)
            + "; leave the column out with Debezium's column.exclude.list");
  }
}

package io.isomer.debezium.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.value.ArrayDecoders;
import io.isomer.debezium.value.DecimalDecoders;
import io.isomer.debezium.value.GeometryDecoder;
import io.isomer.debezium.value.HstoreDecoder;
import io.isomer.debezium.value.PointDecoder;
import io.isomer.debezium.value.SparseVectorDecoder;
import io.isomer.debezium.value.UnavailableValueDecoder;
import io.isomer.debezium.value.ValueDecoders;
import java.io.IOException;

/**
 * Chooses type and decoder of a column by its part of the message's schema: Kafka Connect's type,
 * the name of the semantic type if there is one, and the PostgreSQL type that the connector
 * propagates. The names are listed in the chapter "Data type mappings" of the documentation of
 * Debezium's PostgreSQL connector.
 */
final class ConnectSchema {

  private ConnectSchema() {}

  /**
   * @throws MalformedMessageException for a type that is not supported
   */
  static TypedDecoder resolve(JsonNode schema) throws IOException {
    return resolve(schema, PropagatedType.of(schema));
  }

  private static TypedDecoder resolve(JsonNode schema, PropagatedType source) throws IOException {
    String type = schema.path("type").asText();
    String name = schema.path("name").asText("");
    JsonNode parameters = schema.path("parameters");
    return switch (type) {
      case "boolean" -> TypedDecoder.of(ColumnKind.BOOLEAN, ValueDecoders::bool);
      case "int8", "int16" ->
          TypedDecoder.of(
              ColumnKind.INT16, ValueDecoders.integer(Short.MIN_VALUE, Short.MAX_VALUE));
      case "int32" -> IntegerTypes.int32(name);
      case "int64" -> IntegerTypes.int64(name, source);
      case "float" -> TypedDecoder.of(ColumnKind.FLOAT32, ValueDecoders::float32);
      case "double" -> TypedDecoder.of(ColumnKind.FLOAT64, ValueDecoders::float64);
      case "string" -> StringTypes.of(name, source);
      case "bytes" -> BytesTypes.of(name, parameters, source);
      case "array" -> array(name, schema.path("items"), source);
      case "map" -> map(schema, source);
      case "struct" -> struct(name, source);
      default -> throw UnsupportedType.of(type, name);
    };
  }

  private static TypedDecoder array(String name, JsonNode items, PropagatedType source)
      throws IOException {
    if (name.equals("io.debezium.data.DoubleVector")
        || name.equals("io.debezium.data.FloatVector")) {
      return new TypedDecoder(ColumnType.vector(), ArrayDecoders.of(ValueDecoders::float32));
    }
    boolean asText = items.path("type").asText().equals("string");
    return ArrayTypes.of(resolve(items, source.element()), asText);
  }

  private static TypedDecoder map(JsonNode schema, PropagatedType source) throws IOException {
    if (!schema.path("keys").path("type").asText().equals("string")
        || !schema.path("values").path("type").asText().equals("string")) {
      throw UnsupportedType.of("map", source.type());
    }
    return new TypedDecoder(ColumnType.map(), UnavailableValueDecoder.ofMap(HstoreDecoder::map));
  }

  private static TypedDecoder struct(String name, PropagatedType source)
      throws MalformedMessageException {
    return switch (name) {
      case "io.debezium.data.VariableScaleDecimal" -> {
        ColumnType type = DecimalTypes.of(source, ColumnType.of(ColumnKind.DECIMAL));
        yield new TypedDecoder(type, DecimalDecoders::variableScale);
      }
      case "io.debezium.data.geometry.Point" ->
          new TypedDecoder(ColumnType.point(), PointDecoder::point);
      case "io.debezium.data.geometry.Geometry", "io.debezium.data.geometry.Geography" ->
          TypedDecoder.of(ColumnKind.BYTES, GeometryDecoder::geometry);
      case "io.debezium.data.SparseDoubleVector" ->
          TypedDecoder.of(ColumnKind.STRING, SparseVectorDecoder::sparseVector);
      default -> throw UnsupportedType.of("struct", name);
    };
  }
}

package io.isomer.debezium.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.changelog.Rows;
import io.isomer.debezium.RecordedMessages;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of every type as a real connector wrote them in each of its modes. */
class ConnectSchemaTest {

  private static final String STRING = "string_microseconds_base64";
  private static final String PRECISE = "precise_adaptive_bytes";
  private static final String NANOS = "double_nanoseconds_hex";
  private static final String CONNECT = "precise_connect_base64url";
  private static final String ISO = "string_isostring_base64";

  /** The column's type and its value in the first message of the row with this id. */
  private static String decode(String file, int id, String column) throws IOException {
    try (InputStream in = ConnectSchemaTest.class.getResourceAsStream("/types/" + file + ".json")) {
      JsonNode root = RecordedMessages.MAPPER.readTree(in);
      for (JsonNode field : root.path("fields")) {
        if (field.path("field").asText().equals(column)) {
          TypedDecoder typed = ConnectSchema.resolve(field);
          for (JsonNode row : root.path("rows")) {
            if (row.path("id").asInt() == id) {
              return typed.type() + " " + value(typed, row.get(column));
            }
          }
        }
      }
    }
    throw new AssertionError("no row " + id + " with " + column);
  }

  private static Object value(TypedDecoder typed, JsonNode node) throws IOException {
    RowWriter out = new RowWriter();
    JsonReader parser =
        new JsonReader((node == null ? "null" : node.toString()).getBytes(StandardCharsets.UTF_8));
    parser.nextToken();
    typed.decoder().decodeNullable(parser, out);

    RowReader reader = new RowReader();
    reader.reset(out.toByteArray());
    Object value = Rows.value(reader, typed.type());
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        STRING + " | 1 | i2 | INT16 32767",
        STRING + " | 1 | i8 | INT64 9223372036854775807",
        STRING + " | 1 | o | UINT32 4294967295",
        STRING + " | 3 | r | FLOAT32 NaN",
        STRING + " | 3 | d8 | FLOAT64 -Infinity",
        STRING + " | 1 | n102 | DECIMAL(10, 2) 12345678.90",
        STRING + " | 3 | n102 | DECIMAL(10, 2) NaN",
        STRING + " | 1 | n | DECIMAL 123456789012345678901234567890.1234500",
        STRING + " | 4 | n | DECIMAL Infinity",
        STRING + " | 5 | n | DECIMAL -Infinity",
        STRING + " | 1 | nneg | DECIMAL(5, -2) 12300",
        PRECISE + " | 1 | nneg | DECIMAL(5, -2) 12300",
        PRECISE + " | 1 | n102 | DECIMAL(10, 2) 12345678.90",
        PRECISE + " | 6 | n | DECIMAL 0.00000000000000000001",
        NANOS + " | 4 | n102 | FLOAT64 -0.01",
        STRING + " | 1 | m | DECIMAL(19, 2) -1234.56",
        PRECISE + " | 1 | m | DECIMAL(19, 2) -1234.56",
        STRING + " | 1 | bit1 | BOOLEAN true",
        STRING + " | 1 | bit12 | BITS 100000000011",
        PRECISE + " | 1 | ba | BYTES [-34, -83, -66, -17, 0, -1]",
        STRING + " | 1 | d | DATE 19782",
        STRING + " | 3 | d | DATE 9223372036854775807",
        STRING + " | 4 | d | DATE -9223372036854775808",
        CONNECT + " | 3 | d | DATE 9223372036854775807",
        ISO + " | 1 | d | DATE 19782",
        STRING + " | 3 | ts | TIMESTAMP(6) 9223372036854775807",
        PRECISE + " | 3 | ts3 | TIMESTAMP(3) 9223372036854775807",
        PRECISE + " | 4 | ts3 | TIMESTAMP(3) -9223372036854775808",
        CONNECT + " | 1 | ts | TIMESTAMP(3) 1709210096789",
        NANOS + " | 1 | ts | TIMESTAMP(9) 1709210096789012000",
        ISO + " | 1 | ts | TIMESTAMP(6) 1709210096789012",
        STRING + " | 5 | tstz | TIMESTAMP_TZ(6) -63517820277000000",
        STRING + " | 3 | tm | TIME(6) 86400000000",
        PRECISE + " | 1 | tm3 | TIME(3) 45296789",
        NANOS + " | 3 | tm | TIME(9) 86400000000000",
        STRING + " | 3 | ttz | TIME_TZ 24:00:00Z",
        STRING + " | 1 | iv | INTERVAL P1Y2M-3DT4H5M6.000007S",
        PRECISE + " | 1 | iv | INT64 36572706000007",
        STRING + " | 3 | jb | JSON null",
        STRING + " | 2 | jb | JSON null",
        STRING + " | 1 | e | ENUM it's",
        STRING + " | 1 | ia | ARRAY<INT32> [1, null, 3]",
        STRING + " | 3 | ta | ARRAY<STRING> []",
        STRING + " | 2 | ta | ARRAY<STRING> null",
        STRING + " | 1 | na | ARRAY<DECIMAL(10, 2)> [1.20, null]",
        STRING + " | 1 | nna | ARRAY<DECIMAL> [1.2, 100000000000000000000, null]",
        PRECISE + " | 1 | nna | ARRAY<DECIMAL> [1.2, 100000000000000000000, null]",
        STRING + " | 1 | oa | ARRAY<UINT32> [4294967295]",
        STRING + " | 3 | da | ARRAY<DATE> [9223372036854775807]",
        ISO + " | 1 | da | ARRAY<DATE> [19782, null]",
        STRING + " | 1 | p | POINT [1.5, -2.25]",
        STRING + " | 1 | tsr | STRING [\"2024-01-01 00:00:00\",infinity)",
        STRING + " | 1 | c | STRING c    ",
        "hstore_json | 3 | h | MAP []",
        "hstore_json | 2 | h | MAP null",
        "hstore_json | 1 | h | MAP [b\"q, null, a, 1, c, ]",
        "hstore_map | 1 | h | MAP [b\"q, null, a, 1, c, ]",
        "hstore_json | 1 | ha | ARRAY<MAP> [[a, 1]]",
        "hstore_map | 1 | ha | ARRAY<MAP> [[a, 1]]",
        "hstore_json | 1 | lt | STRING a.b.c",
      },
      ignoreLeadingAndTrailingWhitespace = false)
  void decodesEveryType(String file, String id, String column, String expected) throws IOException {
    assertThat(decode(file.strip(), Integer.parseInt(id.strip()), column.strip()))
        .isEqualTo(expected.substring(1));
  }

  @ParameterizedTest
  @CsvSource({
    STRING + ", 1, vb, bit varying is not replicated",
    STRING + ", 1, bita, an array of bit strings is not replicated",
    STRING + ", 1, ba, binary.handling.mode to bytes",
    NANOS + ", 1, ba, binary.handling.mode to bytes",
    CONNECT + ", 1, baa, binary.handling.mode to bytes",
    STRING + ", 1, tma, an array of times is not replicated",
    STRING + ", 1, l, io.debezium.data.geometry.Line (struct) is not replicated",
    STRING + ", 1, circ, io.debezium.data.geometry.Circle (struct) is not replicated",
    STRING + ", 4, ia, contains only NULLs",
    STRING + ", 4, ta, several dimensions",
    STRING + ", 8, ua, several dimensions",
  })
  void refusesWhatDebeziumDoesNotSendWhole(String file, int id, String column, String message) {
    assertThatThrownBy(() -> decode(file, id, column))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsVectorsAndGeometries() throws IOException {
    assertThat(one("array\",\"name\":\"io.debezium.data.DoubleVector", "[0.1,2.0]"))
        .isEqualTo("VECTOR [" + (double) 0.1f + ", 2.0]");
    String sparse = "{\"dimensions\":5,\"vector\":[[3,2.0],[1,0.5]]}";
    assertThat(one("struct\",\"name\":\"io.debezium.data.SparseDoubleVector", sparse))
        .isEqualTo("STRING {1:0.5,3:2}/5");
    String geometry = "struct\",\"name\":\"io.debezium.data.geometry.Geometry";
    assertThat(one(geometry, "{\"wkb\":\"AQEAACDmEAAA\",\"srid\":4326}"))
        .isEqualTo("BYTES [1, 1, 0, 0, 32, -26, 16, 0, 0]");
    assertThatThrownBy(() -> one(geometry, "{\"wkb\":\"AQEAAAA=\",\"srid\":4326}"))
        .hasMessageContaining("srid 4326");
    assertThatThrownBy(
            () -> one(geometry, "{\"wkb\":\"AQEAAAA=\",\"extensions\":{\"closed\":\"true\"}}"))
        .hasMessageContaining("closed");
  }

  private static String one(String type, String json) throws IOException {
    JsonNode schema = RecordedMessages.MAPPER.readTree("{\"type\":\"" + type + "\"}");
    TypedDecoder typed = ConnectSchema.resolve(schema);
    return typed.type() + " " + value(typed, RecordedMessages.MAPPER.readTree(json));
  }

  @Test
  void recognisesPlaceholdersOfUnchangedValues() throws IOException {
    String text = "\"__debezium_unavailable_value\"";
    List<Object> values = new ArrayList<>();
    values.add(
        one(
            "map\",\"keys\":{\"type\":\"string\"},\"values\":{\"type\":\"string\"},\"x\":\"",
            "{" + text + ":" + text + "}"));
    values.add(
        one(
            "array\",\"items\":{\"type\":\"string\",\"name\":\"io.debezium.data.Uuid\"},\"x\":\"",
            "[\"b68a35a7-17ad-35b3-af2a-ae46edb4545a\"]"));
    values.add(
        one(
            "array\",\"items\":{\"type\":\"bytes\"},\"x\":\"",
            "[\"X19kZWJleml1bV91bmF2YWlsYWJsZV92YWx1ZQ==\"]"));
    assertThat(values)
        .containsExactly("MAP UNAVAILABLE", "ARRAY<UUID> UNAVAILABLE", "ARRAY<BYTES> UNAVAILABLE");
  }
}

package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.changelog.Rows;
import io.isomer.changelog.Rows.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.debezium.DebeziumJsonDeserializationSchema;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds our changelog to the one that flink-json's debezium-json format reads from the same
 * messages, on all messages that it accepts. Its {@code UPDATE_BEFORE} is not part of ours.
 */
class FlinkJsonDifferentialTest {

  private static final List<String> COLUMNS = List.of("id", "n", "d", "s", "b", "a", "x");
  private static final DataType ROW =
      DataTypes.ROW(
          DataTypes.FIELD("id", DataTypes.BIGINT()),
          DataTypes.FIELD("n", DataTypes.BIGINT()),
          DataTypes.FIELD("d", DataTypes.DOUBLE()),
          DataTypes.FIELD("s", DataTypes.STRING()),
          DataTypes.FIELD("b", DataTypes.BOOLEAN()),
          DataTypes.FIELD("a", DataTypes.ARRAY(DataTypes.INT())),
          DataTypes.FIELD("x", DataTypes.BYTES()));
  private static final String[] TEXTS = {
    "", "plain", "Łódź \\\"quoted\\\" \\\\ \\n", "\\u0001\\uD83D\\uDE00", "null", "漢字".repeat(50)
  };
  private static final String[] TYPES = {
    "\"int64\"",
    "\"int64\"",
    "\"double\"",
    "\"string\"",
    "\"boolean\"",
    "\"array\",\"items\":{\"type\":\"int32\",\"optional\":true}",
    "\"bytes\""
  };

  /** What debezium-json yields; an update's UPDATE_BEFORE is not part of an upsert changelog. */
  private static RowKind rowKind(Operation operation) {
    return switch (operation) {
      case READ, CREATE -> RowKind.INSERT;
      case UPDATE -> RowKind.UPDATE_AFTER;
      case DELETE -> RowKind.DELETE;
      case TRUNCATE, REJECTED -> throw new IllegalStateException(operation + " has no row kind");
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theChangelogIsTheSame(boolean withSchema) throws Exception {
    Random random = new Random(42);
    DebeziumDecoder decoder = RecordedMessages.decoder();
    DeserializationSchema<RowData> oracle = oracle(withSchema);
    for (int i = 0; i < 2_000; i++) {
      long id = random.nextInt(50);
      String payload = envelope(id, random);
      String value =
          withSchema ? "{\"schema\":" + schema() + ",\"payload\":" + payload + "}" : payload;
      ConsumerRecord<byte[], ByteBuffer> message =
          RecordedMessages.record("t.public.t", "{\"id\":" + id + "}", value);
      ChangelogEvent event = RecordedMessages.decode(decoder, List.of(message)).get(0);
      RowData expected = last(oracle, value);
      assertThat(rowKind(event.operation())).as(value).isEqualTo(expected.getRowKind());
      if (expected.getRowKind() != RowKind.DELETE) {
        assertThat(plain(event)).as(value).isEqualTo(plain(expected));
      } else {
        assertThat(typed(Rows.key(event).get("id"), 0)).isEqualTo(expected.getLong(0));
      }
    }
  }

  private static DeserializationSchema<RowData> oracle(boolean withSchema) throws Exception {
    DebeziumJsonDeserializationSchema oracle =
        new DebeziumJsonDeserializationSchema(
            ROW,
            List.of(),
            TypeInformation.of(RowData.class),
            withSchema,
            false,
            TimestampFormat.ISO_8601);
    oracle.open(null);
    return oracle;
  }

  private static RowData last(DeserializationSchema<RowData> oracle, String value)
      throws Exception {
    List<RowData> rows = new ArrayList<>();
    oracle.deserialize(
        value.getBytes(StandardCharsets.UTF_8),
        new Collector<>() {
          @Override
          public void collect(RowData row) {
            rows.add(row);
          }

          @Override
          public void close() {}
        });
    return rows.get(rows.size() - 1);
  }

  private static String envelope(long id, Random random) {
    String op = List.of("r", "c", "u", "d").get(random.nextInt(4));
    String before = op.equals("u") || op.equals("d") ? row(id, random) : "null";
    String after = op.equals("d") ? "null" : row(id, random);
    return """
        {"before":%s,"after":%s,"source":{"version":"3.7.0.Final","ts_ms":%d,"snapshot":"%s",\
        "sequence":"[\\"%d\\",\\"%d\\"]","schema":"public","table":"t"},"transaction":null,\
        "op":"%s","ts_ms":1}"""
        .formatted(
            before, after, 9, op.equals("r") ? "true" : "false", id, random.nextInt(1 << 30), op);
  }

  private static String row(long id, Random random) {
    String[] values = {
      String.valueOf(random.nextLong() >> random.nextInt(64)),
      String.valueOf(Double.longBitsToDouble(random.nextLong() & 0xBFFFFFFFFFFFFFFFL)),
      '"' + TEXTS[random.nextInt(TEXTS.length)] + '"',
      String.valueOf(random.nextBoolean()),
      Arrays.asList(random.nextInt(), random.nextBoolean() ? null : 7).toString(),
      List.of("\"\"", "\"AP8=\"", "\"3q2+7w==\"").get(random.nextInt(3))
    };
    StringBuilder row = new StringBuilder("{\"id\":" + id);
    for (int i = 0; i < values.length; i++) {
      String value = random.nextInt(5) == 0 ? "null" : values[i];
      row.append(",\"").append(COLUMNS.get(i + 1)).append("\":").append(value);
    }
    return row + "}";
  }

  private static String schema() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < TYPES.length; i++) {
      fields
          .append(i == 0 ? "" : ",")
          .append(
              "{\"type\":" + TYPES[i] + ",\"optional\":true,\"field\":\"" + COLUMNS.get(i) + "\"}");
    }
    return "{\"type\":\"struct\",\"fields\":[{\"type\":\"struct\",\"field\":\"after\",\"fields\":["
        + fields
        + "]}]}";
  }

  private static List<Object> plain(ChangelogEvent event) {
    List<Object> values = new ArrayList<>();
    Object[] row = Rows.row(event).values().toArray();
    for (int i = 0; i < row.length; i++) {
      values.add(typed(row[i], i));
    }
    return values;
  }

  /** An untyped value as the type of its column; a typed one as it is. */
  private static Object typed(Object value, int column) {
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    }
    if (!(value instanceof Token token)) {
      return value;
    }
    return switch (column) {
      case 0, 1 -> Long.valueOf(token.text());
      case 2 -> Double.valueOf(token.text());
      case 3 -> token.text();
      case 4 -> Boolean.valueOf(token.text());
      case 5 -> integers(token.text());
      default -> Arrays.toString(java.util.Base64.getDecoder().decode(token.text()));
    };
  }

  private static List<Object> integers(String json) {
    List<Object> numbers = new ArrayList<>();
    for (String number : json.substring(1, json.length() - 1).split(",")) {
      numbers.add(number.equals("null") ? null : Long.valueOf(number));
    }
    return numbers;
  }

  private static List<Object> plain(RowData row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.getArity(); i++) {
      Object value = ((GenericRowData) row).getField(i);
      if (value instanceof byte[] bytes) {
        values.add(Arrays.toString(bytes));
      } else if (value instanceof ArrayData array) {
        List<Object> elements = new ArrayList<>();
        for (int j = 0; j < array.size(); j++) {
          elements.add(array.isNullAt(j) ? null : (long) array.getInt(j));
        }
        values.add(elements);
      } else {
        values.add(
            value instanceof Long
                    || value instanceof Double
                    || value instanceof Boolean
                    || value == null
                ? value
                : value.toString());
      }
    }
    return values;
  }
}

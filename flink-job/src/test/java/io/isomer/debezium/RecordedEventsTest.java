package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.JsonToken;
import io.isomer.changelog.Operation;
import io.isomer.changelog.Rows;
import io.isomer.changelog.Rows.Token;
import io.isomer.changelog.TableId;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.targetformat.RowVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message that a real connector wrote for us, decoded. */
class RecordedEventsTest {

  @ParameterizedTest
  @CsvSource({
    "with_schema_c.json, CREATE",
    "with_schema_u.json, UPDATE",
    "with_schema_d.json, DELETE",
    "with_schema_r.json, READ",
    "d_replica_identity_default.json, DELETE",
    "d_replica_identity_full.json, DELETE",
    "pk_update_1_delete.json, DELETE",
    "pk_update_3_create.json, CREATE",
    "r_initial_snapshot_first.json, READ",
    "r_initial_snapshot_special_values.json, READ",
    "r_incremental_snapshot.json, READ",
    "u_replica_identity_default_toast_unchanged.json, UPDATE",
    "u_toast_placeholders_by_type.json, UPDATE",
    "special_values_streaming_a_isostring.json, CREATE",
    "special_values_streaming_b_defaults.json, CREATE",
    "copy_rows_share_lsn.json, CREATE",
    "multi_row_insert.json, CREATE",
    "signal_rows.json, CREATE",
    "update_twice_in_one_tx.json, UPDATE",
    "concurrent_tx_lsn_not_monotonic.json, CREATE"
  })
  void tableKeyPlaceAndTimeAreTheMessages(String file, Operation operation) throws IOException {
    List<JsonNode> messages = RecordedMessages.nodes(file);
    List<ChangelogEvent> events = RecordedMessages.decode(file);
    assertThat(events).hasSameSizeAs(messages);
    for (int i = 0; i < events.size(); i++) {
      ChangelogEvent event = events.get(i);
      JsonNode payload = payload(messages.get(i).path("value"));
      JsonNode source = payload.path("source");
      assertThat(event.operation()).isEqualTo(operation);
      assertThat(event.schema().table())
          .isEqualTo(new TableId(source.path("schema").asText(), source.path("table").asText()));
      assertThat(event.place())
          .isEqualTo(
              messages.get(i).path("topic").asText() + "-0@" + messages.get(i).path("offset"));
      assertThat(event.committedAt()).isEqualTo(source.path("ts_ms").asLong());
      assertThat(Rows.key(event)).isEqualTo(expectedKey(messages.get(i).path("key")));
      JsonNode after = payload.path("after");
      assertThat(event.row().length > 0).isEqualTo(after.isObject());
      if (after.isObject()) {
        assertThat(Rows.row(event)).containsOnlyKeys(fieldNames(after));
      }
    }
  }

  private static JsonNode payload(JsonNode message) {
    return message.has("payload") ? message.path("payload") : message;
  }

  private static List<String> fieldNames(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** The key as the decoder gives it: typed by the schema part, else as the token that it is. */
  private static Map<String, Object> expectedKey(JsonNode key) {
    Map.Entry<String, JsonNode> column = payload(key).properties().iterator().next();
    JsonNode value = column.getValue();
    if (key.has("schema")) {
      return Map.of(column.getKey(), value.asLong());
    }
    JsonToken kind = value.isNumber() ? JsonToken.NUMBER : JsonToken.STRING;
    return Map.of(column.getKey(), new Token(kind, value.asText()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tombstone.json",
        "pk_update_2_tombstone.json",
        "with_schema_tombstone.json",
        "heartbeat.json",
        "heartbeat_with_schema.json"
      })
  void whatTellsOfNoChangeIsPassedBy(String file) throws IOException {
    assertThat(RecordedMessages.decode(file)).isEmpty();
  }

  @Test
  void aTransactionsMarkerIsPassedBy() throws IOException {
    String begin =
        "{\"status\":\"BEGIN\",\"id\":\"571:53195829\",\"event_count\":null,"
            + "\"data_collections\":null,\"ts_ms\":1486500577125}";
    assertThat(
            RecordedMessages.decode(
                RecordedMessages.decoder(),
                List.of(RecordedMessages.record("a.transaction", "{\"id\":1}", begin))))
        .isEmpty();
  }

  @Test
  void aRowWithSchemaIsTyped() throws IOException {
    ChangelogEvent event = RecordedMessages.decode("with_schema_r.json").get(0);
    assertThat(event.schema().columns())
        .extracting(column -> column.name() + " " + column.type() + (column.optional() ? "?" : ""))
        .containsExactly(
            "id INT32",
            "uid UUID?",
            "ts TIMESTAMP(6)?",
            "tstz TIMESTAMP_TZ(6)?",
            "d DATE?",
            "tm TIME(6)?",
            "name STRING?",
            "city STRING?",
            "amount FLOAT64?",
            "price DECIMAL(14, 4)?",
            "unb DECIMAL?",
            "flag BOOLEAN?",
            "js JSON?",
            "bin BYTES?",
            "arr ARRAY<INT32>?",
            "iv INT64?",
            "big STRING?");
    Map<String, Object> row = Rows.row(event);
    assertThat(row)
        .containsEntry("id", 1L)
        .containsEntry("uid", "00000000-0000-0000-0000-000000000001")
        .containsEntry("ts", 1709212455123456L)
        .containsEntry("tstz", 1709205255123456L)
        .containsEntry("d", 19782L)
        .containsEntry("tm", 3723456000L)
        .containsEntry("name", "n1")
        .containsEntry("city", "Łódź")
        .containsEntry("amount", 1.1)
        .containsEntry("price", "12345.6789")
        .containsEntry("unb", "100000000000000000000.5")
        .containsEntry("flag", true)
        .containsEntry("js", "{\"k\": [1, 2]}")
        .containsEntry("arr", List.of(1L, 2L))
        .containsEntry("iv", 93600000000L)
        .containsEntry("big", "x".repeat(20));
    assertThat((byte[]) row.get("bin")).containsExactly(0, 0xFF);
  }

  @Test
  void valuesWithoutFiniteMeaningStayTellable() throws IOException {
    List<ChangelogEvent> events =
        RecordedMessages.decode("special_values_streaming_b_defaults.json");
    assertThat(Rows.row(events.get(0)))
        .containsEntry("ts", Long.MAX_VALUE)
        .containsEntry("tstz", Long.MIN_VALUE)
        .containsEntry("d", Long.MAX_VALUE)
        .containsEntry("amount", Double.NEGATIVE_INFINITY);
    assertThat(Rows.row(events.get(1)))
        .containsEntry("ts", -62167219200000000L)
        .containsEntry("tstz", 253402300799999999L)
        .containsEntry("amount", Double.NaN)
        .containsEntry("price", "-0.0001");
    assertThat(Rows.row(events.get(2)))
        .containsEntry("tstz", Long.MAX_VALUE)
        .containsEntry("tm", 86_400_000_000L);
  }

  @Test
  void aRowWithoutSchemaKeepsItsTokens() throws IOException {
    Map<String, Object> row = Rows.row(RecordedMessages.decode("pk_update_3_create.json").get(0));
    assertThat(row)
        .containsEntry("id", new Token(JsonToken.NUMBER, "100"))
        .containsEntry("amount", new Token(JsonToken.NUMBER, "2.2"))
        .containsEntry("price", new Token(JsonToken.STRING, "12345.6789"))
        .containsEntry("flag", new Token(JsonToken.BOOLEAN, "true"))
        .containsEntry("arr", new Token(JsonToken.NESTED, "[1,2]"));
  }

  @Test
  void placeholdersOfUnchangedValuesAreRecognisedInEveryForm() throws IOException {
    Map<String, Object> row =
        Rows.row(RecordedMessages.decode("u_toast_placeholders_by_type.json").get(0));
    assertThat(row)
        .containsEntry("id", new Token(JsonToken.NUMBER, "1"))
        .containsEntry("n", new Token(JsonToken.NUMBER, "2"));
    assertThat(row.keySet().stream().filter(c -> row.get(c) == Rows.UNAVAILABLE))
        .containsExactly("t", "v", "j", "b", "ta", "ia", "num");
  }

  @Test
  void aPlaceholderInATypedRowIsRecognised() throws IOException {
    assertThat(Rows.row(RecordedMessages.decode("with_schema_u.json").get(0)))
        .containsEntry("big", Rows.UNAVAILABLE)
        .containsEntry("name", "ten-b");
  }

  @Test
  void aTruncationHasNeitherKeyNorRow() throws IOException {
    ChangelogEvent event = RecordedMessages.decode("t_truncate.json").get(0);
    assertThat(event.operation()).isEqualTo(Operation.TRUNCATE);
    assertThat(event.key()).isEmpty();
    assertThat(event.row()).isEmpty();
    assertThat(event.version()).isEqualTo(RowVersion.of(0, 25293480, 25339568));
  }

  @Test
  void aTableWithoutKeyIsRefused() {
    assertThatThrownBy(() -> RecordedMessages.decode("nopk_table.json"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("a.public.nopk-0@0: the message has no key")
        .hasMessageContaining("message.key.columns");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "initial_r_then_inflight_tx_update_lsn_inversion.json",
        "incremental_r_then_open_tx_update_lsn_inversion.json",
        "update_twice_in_one_tx.json",
        "concurrent_tx_lsn_not_monotonic.json",
        "multi_row_insert.json"
      })
  void versionsRiseInStreamOrder(String file) throws IOException {
    List<RowVersion> versions =
        RecordedMessages.decode(file).stream().map(ChangelogEvent::version).toList();
    assertThat(versions).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void versionsFollowTheRule() throws IOException {
    assertThat(RecordedMessages.decode("r_initial_snapshot_first.json").get(0).version())
        .isEqualTo(RowVersion.ofInitialSnapshot(0, 25221832));
    assertThat(RecordedMessages.decode("r_incremental_snapshot.json").get(0).version())
        .isEqualTo(RowVersion.of(0, 25589168, 25589168));
    assertThat(RecordedMessages.decode("with_schema_c.json").get(0).version())
        .isEqualTo(RowVersion.of(0, 25241960, 25241960));
    assertThat(RecordedMessages.decode("with_schema_u.json").get(0).version())
        .isEqualTo(RowVersion.of(0, 25258464, 25258520));
  }

  @Test
  void messagesWithAndWithoutSchemaMayAlternate() throws IOException {
    DebeziumDecoder decoder = RecordedMessages.decoder();
    List<ConsumerRecord<byte[], ByteBuffer>> messages = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      messages.addAll(RecordedMessages.records("with_schema_c.json"));
      messages.addAll(RecordedMessages.records("pk_update_3_create.json"));
      messages.addAll(RecordedMessages.records("with_schema_d.json"));
      messages.addAll(RecordedMessages.records("d_replica_identity_default.json"));
    }
    List<ChangelogEvent> events = RecordedMessages.decode(decoder, messages);
    assertThat(events).hasSize(12);
    assertThat(events.subList(0, 4)).isEqualTo(events.subList(8, 12));
    assertThat(events.get(0).schema()).isSameAs(events.get(8).schema());
    assertThat(events.get(0).schema().columns().get(0).type().kind()).isEqualTo(ColumnKind.INT32);
    assertThat(events.get(1).schema().columns().get(0).type().kind()).isEqualTo(ColumnKind.UNTYPED);
  }
}

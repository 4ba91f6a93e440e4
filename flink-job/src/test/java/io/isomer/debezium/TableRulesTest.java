package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Column;
import io.isomer.changelog.Operation;
import io.isomer.changelog.Rows;
import io.isomer.tables.SourceRule;
import io.isomer.tables.TablePattern;
import io.isomer.tables.TableRule;
import io.isomer.tables.TableRules;
import io.isomer.tables.TableSelection;
import io.isomer.tables.TargetRule;
import io.isomer.tables.TopicTables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selected tables, excluded and renamed columns, configured keys; also without schema part. */
class TableRulesTest {

  private static final String TOPIC = "isomer.public.t_";
  private static final String FIELDS =
      """
      {"type":"struct","optional":true,"field":"%s","fields":[
       {"type":"int32","optional":false,"field":"a"},
       {"type":"map","optional":true,"field":"odd"},
       {"type":"string","optional":true,"field":"b"}]}""";

  private final SimpleCounter skipped = new SimpleCounter();

  private static ConsumerRecord<byte[], ByteBuffer> message(
      boolean schema, String table, String op, String before, String after) {
    String payload =
        """
        {"before":%s,"after":%s,"source":{"snapshot":"false","sequence":"[null,\\"7\\"]",
         "ts_ms":5,"schema":"public","table":"%s"},"op":"%s"}"""
            .formatted(before, after, table, op);
    String part =
        "{\"type\":\"struct\",\"fields\":["
            + FIELDS.formatted("before")
            + ","
            + FIELDS.formatted("after")
            + "]}";
    return RecordedMessages.record(
        TOPIC, null, schema ? "{\"schema\":" + part + ",\"payload\":" + payload + "}" : payload);
  }

  private static String row(int a, String b) {
    return "{\"a\":%d,\"odd\":{\"x\":[1]},\"b\":%s}".formatted(a, b);
  }

  private static TableRule rule(String table, SourceRule source) {
    return new TableRule(List.of(TablePattern.parse(table)), source, TargetRule.NONE);
  }

  private static SourceRule keyed(String... key) {
    return new SourceRule(List.of(key), Set.of("odd"), Map.of("b", "renamed"));
  }

  private DebeziumDecoder decoder(String exclude, TableRule... rules) {
    TableSelection selection =
        new TableSelection(List.of(TablePattern.parse("*")), List.of(TablePattern.parse(exclude)));
    return new DebeziumDecoder(
        new DecoderOptions(0, selection, TopicTables.ANY, new TableRules(List.of(rules))), skipped);
  }

  private static List<ChangelogEvent> decode(
      DebeziumDecoder decoder, List<ConsumerRecord<byte[], ByteBuffer>> messages)
      throws IOException {
    return RecordedMessages.decode(decoder, messages);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void columnsAreLeftOutAndRenamed(boolean schema) throws Exception {
    DebeziumDecoder decoder = decoder("no.table", rule("public.t?", keyed("a")));
    ChangelogEvent event =
        decode(decoder, List.of(message(schema, "t?", "c", "null", row(1, "\"x\"")))).get(0);

    assertThat(event.schema().columns()).extracting(Column::name).containsExactly("a", "renamed");
    assertThat(event.schema().keyColumns()).containsExactly(0);
    assertThat(event.row()).startsWith(event.key());
    assertThat(Rows.row(event)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChangedKeyDeletesTheFormerRow(boolean schema) throws Exception {
    DebeziumDecoder decoder = decoder("no.table", rule("public.*", keyed("b", "a")));
    List<ChangelogEvent> events =
        decode(
            decoder,
            List.of(
                message(schema, "t?", "c", "null", row(1, "\"x\"")),
                message(schema, "t?", "u", row(1, "\"x\""), row(2, "\"x\"")),
                message(schema, "t?", "u", row(2, "\"x\""), row(2, "\"x\"")),
                message(schema, "t?", "d", row(2, "\"x\""), "null")));

    assertThat(events)
        .extracting(ChangelogEvent::operation)
        .containsExactly(
            Operation.CREATE,
            Operation.DELETE,
            Operation.UPDATE,
            Operation.UPDATE,
            Operation.DELETE);
    assertThat(events.get(1).key()).isEqualTo(events.get(0).key());
    assertThat(events.get(1).version()).isEqualTo(events.get(2).version());
    assertThat(events.get(2).key()).isNotEqualTo(events.get(1).key());
    assertThat(events.get(4).key()).isEqualTo(events.get(3).key()).isEqualTo(events.get(2).key());
    assertThat(events.get(4).schema().keyColumns()).containsExactly(1, 0);
  }

  @Test
  void withoutTheOldRowAChangeIsRefused() {
    DebeziumDecoder decoder = decoder("no.table", rule("public.*", keyed("b")));

    assertThatThrownBy(
            () -> decode(decoder, List.of(message(true, "t?", "u", "null", row(1, "\"x\"")))))
        .hasMessageContaining("UPDATE without the old row")
        .hasMessageContaining("ALTER TABLE public.t? REPLICA IDENTITY FULL");
    assertThatThrownBy(
            () -> decode(decoder, List.of(message(true, "t?", "d", row(1, "null"), "null"))))
        .hasMessageContaining("the key's column b is null")
        .hasMessageContaining("REPLICA IDENTITY FULL");
  }

  @Test
  void aKeyBesideTheMessagesOwnIsRefused() throws Exception {
    DebeziumDecoder decoder = decoder("no.table", rule("public.*", keyed("b")));
    ConsumerRecord<byte[], ByteBuffer> message = message(true, "t?", "c", "null", row(1, "\"x\""));
    String value = EmbeddedBytes.text(message.value());

    assertThatThrownBy(
            () -> decode(decoder, List.of(RecordedMessages.record(TOPIC, "{\"a\":1}", value))))
        .hasMessageContaining(
            "the key of the messages of public.t? is not the key in table-rules: [b]");
    assertThat(decode(decoder, List.of(RecordedMessages.record(TOPIC, "{\"b\":\"x\"}", value))))
        .hasSize(1);
  }

  @Test
  void withoutAnyKeyAChangeIsRefused() {
    DebeziumDecoder decoder =
        decoder("no.table", rule("public.*", new SourceRule(null, Set.of("odd"), null)));

    assertThatThrownBy(
            () -> decode(decoder, List.of(message(true, "t?", "c", "null", row(1, "\"x\"")))))
        .hasMessageContaining("the rows of public.t? cannot be distinguished")
        .hasMessageContaining("primary key")
        .hasMessageContaining("key in table-rules")
        .hasMessageContaining("message.key.columns");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tablesOfOneTopicAreToldApart(boolean schema) throws Exception {
    DebeziumDecoder decoder =
        decoder(
            "public.t!",
            rule("public.t?", keyed("a")),
            rule("public.t%", new SourceRule(List.of("b"), Set.of("odd"), null)));
    List<ChangelogEvent> events =
        decode(
            decoder,
            List.of(
                message(schema, "t?", "c", "null", row(1, "\"x\"")),
                message(schema, "t%", "c", "null", row(1, "\"x\"")),
                message(schema, "t!", "c", "null", "{\"not even\":\"decoded\"}"),
                message(schema, "t!", "t", "null", "null"),
                message(schema, "t?", "c", "null", row(2, "\"x\""))));

    assertThat(events)
        .extracting(event -> event.schema().table().name())
        .containsExactly("t?", "t%", "t?");
    assertThat(events.get(0).schema().columns().get(1).name()).isEqualTo("renamed");
    assertThat(events.get(1).schema().columns().get(1).name()).isEqualTo("b");
    assertThat(events.get(1).schema().keyColumns()).containsExactly(1);
    assertThat(skipped.getCount()).isEqualTo(2);
  }

  @Test
  void aKeyColumnCannotBeLeftOutAndTwoNamesCannotBecomeOne() {
    SourceRule excluded = new SourceRule(List.of("odd"), Set.of("odd"), null);
    SourceRule clash = new SourceRule(List.of("a"), Set.of("odd"), Map.of("b", "a"));

    assertThatThrownBy(
            () ->
                decode(
                    decoder("no.table", rule("*", excluded)),
                    List.of(message(true, "t?", "c", "null", row(1, "\"x\"")))))
        .hasMessageContaining("table-rules must not exclude the key's column odd");
    assertThatThrownBy(
            () ->
                decode(
                    decoder("no.table", rule("*", clash)),
                    List.of(message(true, "t?", "c", "null", row(1, "\"x\"")))))
        .hasMessageContaining("two columns would be named a. Rename b");
  }
}

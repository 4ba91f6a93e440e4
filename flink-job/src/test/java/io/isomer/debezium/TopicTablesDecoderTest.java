package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.tables.TablePattern;
import io.isomer.tables.TableRules;
import io.isomer.tables.TableSelection;
import io.isomer.tables.TopicRoute;
import io.isomer.tables.TopicTables;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A message cannot choose another table than its topic's. */
class TopicTablesDecoderTest {

  private static final String SCHEMA =
      """
      {"schema":{"type":"struct","fields":[{"type":"struct","field":"after","fields":[
        {"type":"int32","optional":false,"field":"id"}]}]},"payload":%s}""";

  private static DebeziumDecoder decoder(TopicRoute... routes) {
    return new DebeziumDecoder(
        new DecoderOptions(
            0, TableSelection.ALL, new TopicTables("isomer", List.of(routes)), TableRules.NONE),
        new SimpleCounter());
  }

  private static ConsumerRecord<byte[], ByteBuffer> message(
      boolean schema, String topic, String table, String op) {
    boolean row = !op.equals("t");
    String payload =
        """
        {"before":null,"after":%s,"source":{"schema":"public","table":"%s","snapshot":"false",
        "ts_ms":1,"sequence":"[\\"1\\",\\"2\\"]"},"op":"%s"}"""
            .formatted(row ? "{\"id\":1}" : "null", table, op);
    return RecordedMessages.record(
        topic, row ? "{\"id\":1}" : null, schema ? SCHEMA.formatted(payload) : payload);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMessageOfAnotherTableIsRefusedWhereverItStands(boolean schema) throws Exception {
    DebeziumDecoder decoder = decoder();
    for (int round = 0; round < 2; round++) { // also behind a message of the topic's own table
      for (String op : List.of("c", "u", "t")) {
        ConsumerRecord<byte[], ByteBuffer> poison = message(schema, "isomer.public.a", "b", op);
        assertThatThrownBy(() -> decoder.decode(poison))
            .isInstanceOf(MalformedMessageException.class)
            .hasMessageStartingWith(
                "isomer.public.a-0@17: the topic must not carry changes of the table public.b")
            .hasMessageContaining("kafka.topic-tables.isomer.public.a");
        assertThat(decoder.rejected(poison)).isEmpty();
      }
      assertThat(decoder.decode(message(schema, "isomer.public.a", "a", "c"))).hasSize(1);
      assertThat(decoder.decode(message(schema, "isomer.public.b", "b", "c"))).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNameThatNoDatabaseCanHaveIsRefused(boolean schema) throws Exception {
    DebeziumDecoder decoder = decoder();
    assertThatThrownBy(() -> decoder.decode(message(schema, "isomer.public.a_", "a\\u0000", "c")))
        .hasMessageContaining("the name \"a\\u0000\" is empty or contains the character NUL");
    ConsumerRecord<byte[], ByteBuffer> sound = message(schema, "isomer.public.a", "a", "c");
    String column = EmbeddedBytes.text(sound.value()).replace("\"id\"", "\"i\\u0000\"");
    assertThatThrownBy(
            () ->
                decoder.decode(
                    RecordedMessages.record("isomer.public.a", "{\"i\\u0000\":1}", column)))
        .hasMessageContaining("the name \"i\\u0000\" is empty or contains the character NUL");
  }

  @Test
  void aRouteLetsATopicCarryOtherTables() throws Exception {
    DebeziumDecoder decoder =
        decoder(new TopicRoute("all", List.of(TablePattern.parse("public.a"))));
    assertThat(decoder.decode(message(true, "all", "a", "c"))).hasSize(1);
    assertThatThrownBy(() -> decoder.decode(message(true, "all", "b", "c")))
        .hasMessageContaining("the topic must not carry changes of the table public.b");
  }

  /** Of {@code pg_logical_emit_message}: Debezium sends it with the names of a table left empty. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLogicalDecodingMessageIsOfNoTable(boolean schema) throws Exception {
    String payload =
        """
        {"op":"m","ts_ms":1,"source":{"schema":"","table":"","snapshot":"false","ts_ms":1,
        "sequence":"[\\"1\\",\\"2\\"]"},"message":{"prefix":"p","content":"eA=="}}""";
    String value = schema ? SCHEMA.formatted(payload) : payload;
    DebeziumDecoder decoder = decoder();
    for (int round = 0; round < 2; round++) {
      assertThat(
              decoder.decode(
                  RecordedMessages.record("isomer.message", "{\"prefix\":\"p\"}", value)))
          .isEmpty();
      assertThat(decoder.decode(message(schema, "isomer.public.a", "a", "c"))).hasSize(1);
    }
  }
}

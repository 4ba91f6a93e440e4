package io.isomer.benchmarks.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.benchmarks.drain.DrainVariant;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Operation;
import io.isomer.debezium.DebeziumDecoder;
import io.isomer.targetformat.RowVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multiplied messages must be what the connector would have written: our decoder reads them. */
class MessagesTest {

  private static final int CHANGES = 3000;
  private static final long SEED = 7;

  private static Messages messages(Dataset dataset, DrainVariant variant) throws Exception {
    return new Messages(dataset, RecordedFile.read(variant.table()));
  }

  private static List<ChangelogEvent> decode(Dataset dataset, Messages messages) throws Exception {
    DebeziumDecoder decoder = new DebeziumDecoder(0);
    List<ChangelogEvent> events = new ArrayList<>();
    for (int i = 0; i < dataset.workload().changes(); i++) {
      ProducerRecord<byte[], byte[]> message = messages.next();
      events.addAll(
          decoder.decode(
              new ConsumerRecord<>(
                  message.topic(), 0, i, message.key(), ByteBuffer.wrap(message.value()))));
    }
    return events;
  }

  @ParameterizedTest
  @CsvSource({"NARROW,true", "NARROW,false", "WIDE,true", "WIDE,false"})
  void distinctRowsHaveFreshKeysAndRisingVersions(DrainVariant variant, boolean schemaPart)
      throws Exception {
    Workload workload = Workload.distinctRows(variant.table(), CHANGES);
    Dataset dataset = new Dataset("test", workload, schemaPart, SEED);
    Messages messages = messages(dataset, variant);
    List<ChangelogEvent> events = decode(dataset, messages);
    assertThat(events).hasSize(CHANGES);
    assertThat(keys(events)).hasSize(CHANGES);
    RowVersion snapshot = RowVersion.ofInitialSnapshot(0, LogPosition.SNAPSHOT);
    RowVersion last = RowVersion.of(0, LogPosition.SNAPSHOT, 0);
    for (ChangelogEvent event : events) {
      assertThat(event.schema().table().name()).isEqualTo(variant.table().name());
      if (event.operation() == Operation.READ) {
        assertThat(event.version()).isEqualTo(snapshot);
      } else {
        assertThat(event.version()).isGreaterThan(last);
        last = event.version();
      }
    }
    assertThat(last).hasToString(messages.version().toString());
    long deleted = events.stream().filter(e -> e.operation() == Operation.DELETE).count();
    assertThat(deleted).isPositive();
    assertThat(messages.content().get(0).rows()).isEqualTo(CHANGES - deleted);
  }

  @Test
  void hotRowsAreFewAndEachEndsWithItsLastVersion() throws Exception {
    Workload workload = Workload.hotRows(DrainVariant.HOT.table(), 10, CHANGES);
    Dataset dataset = new Dataset("test", workload, true, SEED);
    Messages messages = messages(dataset, DrainVariant.HOT);
    Map<ByteBuffer, RowVersion> rows = new HashMap<>();
    for (ChangelogEvent event : decode(dataset, messages)) {
      RowVersion before = rows.put(ByteBuffer.wrap(event.key()), event.version());
      assertThat(before == null || before.compareTo(event.version()) < 0).isTrue();
    }
    assertThat(rows).hasSize(10);
    assertThat(messages.content().get(0).rows()).isEqualTo(10);
  }

  @Test
  void manyTablesAreNamedInTopicSchemaPartAndSource() throws Exception {
    Workload workload = Workload.manyTables(DrainVariant.MANY.table(), 3, CHANGES);
    Dataset dataset = new Dataset("test", workload, true, SEED);
    Messages messages = messages(dataset, DrainVariant.MANY);
    for (int i = 0; i < 100; i++) {
      ProducerRecord<byte[], byte[]> message = messages.next();
      String table = message.topic().substring("schema.public.".length());
      assertThat(workload.tables()).extracting(BenchTable::name).contains(table);
      assertThat(new String(message.value(), StandardCharsets.UTF_8))
          .contains("\"bench.public." + table + ".Envelope\"", "\"table\":\"" + table + "\"");
    }
    assertThat(messages.content()).hasSize(3);
  }

  @Test
  void theSameSeedMakesTheSameMessages() throws Exception {
    Workload workload = Workload.distinctRows(DrainVariant.NARROW.table(), 100);
    Messages first = messages(new Dataset("test", workload, true, SEED), DrainVariant.NARROW);
    Messages again = messages(new Dataset("test", workload, true, SEED), DrainVariant.NARROW);
    Messages other = messages(new Dataset("test", workload, true, SEED + 1), DrainVariant.NARROW);
    for (int i = 0; i < 100; i++) {
      byte[] value = first.next().value();
      assertThat(again.next().value()).isEqualTo(value);
      assertThat(other.next().value()).isNotEqualTo(value);
    }
    assertThat(again.content()).isEqualTo(first.content());
  }

  @Test
  void moreHotRowsThanChangesAreRefused() {
    assertThatThrownBy(() -> Workload.hotRows(DrainVariant.HOT.table(), 11, 10))
        .hasMessage("11 hot rows need as many changes, and there are 10");
  }

  private static Set<ByteBuffer> keys(List<ChangelogEvent> events) {
    Set<ByteBuffer> keys = new HashSet<>();
    events.forEach(event -> keys.add(ByteBuffer.wrap(event.key())));
    return keys;
  }
}

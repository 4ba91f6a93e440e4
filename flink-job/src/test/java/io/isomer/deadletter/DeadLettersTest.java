package io.isomer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Operation;
import io.isomer.changelog.Rejection;
import io.isomer.changelog.TableId;
import io.isomer.debezium.EmbeddedBytes;
import io.isomer.targetformat.RowVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest {

  private static final TableId TABLE = new TableId("public", "t");
  private static final ChangelogSchema SCHEMA =
      new ChangelogSchema("s.public.t", TABLE, List.of(), new int[0]);
  private static final Rejection REJECTION =
      new Rejection(Optional.of(TABLE), Optional.of("v"), "too large");

  private final FakeKafka kafka = new FakeKafka();
  private final Counter counter = new SimpleCounter();
  private final UnregisteredMetricsGroup metrics =
      new UnregisteredMetricsGroup() {
        @Override
        public Counter counter(String name) {
          assertThat(name).isEqualTo("deadLetters");
          return counter;
        }
      };
  private final MessageDeadLetters messages = new MessageDeadLetters(kafka, metrics);
  private final EventDeadLetters events = new EventDeadLetters(kafka, metrics);

  private static ConsumerRecord<byte[], byte[]> message(int partition, long offset) {
    ConsumerRecord<byte[], byte[]> message =
        new ConsumerRecord<>(
            "s.public.t", partition, offset, "k".getBytes(UTF_8), ("v" + offset).getBytes(UTF_8));
    message.headers().add("__debezium.oldkey", new byte[] {(byte) 0xFF});
    return message;
  }

  /** The same as the decoder has it. */
  private static ConsumerRecord<byte[], ByteBuffer> decoded(int partition, long offset) {
    ConsumerRecord<byte[], byte[]> message = message(partition, offset);
    return new ConsumerRecord<>(
        message.topic(),
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        message.key(),
        EmbeddedBytes.of(message.value()),
        message.headers(),
        Optional.empty());
  }

  private static ChangelogEvent event(int partition, long offset) {
    return new ChangelogEvent(
        SCHEMA, Operation.CREATE, RowVersion.ZERO, partition, offset, 0, new byte[0], new byte[0]);
  }

  private void add(int partition, long offset) {
    events.add(event(partition, offset), REJECTION, new IOException("too large"));
  }

  private static Map<String, String> headers(ProducerRecord<byte[], byte[]> letter) {
    return Arrays.stream(letter.headers().toArray())
        .filter(header -> header.key().startsWith(DeadLetterHeaders.PREFIX))
        .collect(Collectors.toMap(h -> h.key(), h -> new String(h.value(), UTF_8)));
  }

  private List<String> sentValues() {
    return kafka.producerInMemory().history().stream()
        .map(letter -> new String(letter.value(), UTF_8))
        .toList();
  }

  @Test
  void aLetterIsTheMessageWithItsPlaceAndTheReason() throws Exception {
    messages.add(decoded(1, 17), REJECTION, new IOException("too large"));
    messages.flush();

    ProducerRecord<byte[], byte[]> letter = kafka.producerInMemory().history().get(0);
    assertThat(letter.topic()).isEqualTo("dead");
    assertThat(letter.key()).asString().isEqualTo("k");
    assertThat(letter.value()).asString().isEqualTo("v17");
    assertThat(letter.headers().lastHeader("__debezium.oldkey").value()).containsExactly(0xFF);
    Map<String, String> headers = headers(letter);
    assertThat(Instant.parse(headers.remove("isomer.time")))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    assertThat(headers)
        .containsOnly(
            Map.entry("isomer.reason", "too large"),
            Map.entry("isomer.table", "public.t"),
            Map.entry("isomer.column", "v"),
            Map.entry("isomer.topic", "s.public.t"),
            Map.entry("isomer.partition", "1"),
            Map.entry("isomer.offset", "17"));
    assertThat(counter.getCount()).isEqualTo(1);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    Rejection rejection = new Rejection(Optional.empty(), Optional.empty(), "not JSON");
    messages.add(decoded(0, 1), rejection, new IOException("not JSON"));

    assertThat(headers(kafka.producerInMemory().history().get(0)))
        .containsEntry("isomer.reason", "not JSON")
        .doesNotContainKeys("isomer.table", "isomer.column");
  }

  @Test
  void aLetterThatWasNotSentFailsEveryFlush() throws Exception {
    kafka.failSends(new KafkaException("disk full"));
    messages.add(decoded(0, 1), REJECTION, new IOException("too large"));
    kafka.failSends(null);
    messages.add(decoded(0, 2), REJECTION, new IOException("too large"));

    for (int i = 0; i < 2; i++) { // a job that survives a failed checkpoint must not pass the next
      assertThatThrownBy(messages::flush)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("topic dead: disk full");
    }
  }

  @Test
  void nothingOpensWithoutALetter() throws Exception {
    messages.flush();
    events.flush();
    messages.close();
    events.close();

    assertThat(kafka.producers()).isZero();
  }

  @Test
  void closingNeverThrows() {
    messages.add(decoded(0, 1), REJECTION, new IOException("too large"));
    kafka.producerInMemory().closeException = new KafkaException("down");

    assertThatCode(messages::close).doesNotThrowAnyException();
  }

  @Test
  void theMessageOfAChangeIsReadAgain() throws Exception {
    for (int offset = 0; offset < 20; offset++) {
      kafka.append(message(0, offset));
      kafka.append(message(1, 100 + offset));
    }
    add(0, 7);
    add(1, 103);
    add(0, 3);
    add(0, 7); // a batch that was tried again
    assertThat(sentValues()).isEmpty();
    events.flush();

    assertThat(sentValues()).containsExactly("v3", "v7", "v103");
    assertThat(kafka.seeks()).isEqualTo(2);
    assertThat(counter.getCount()).isEqualTo(3);
    events.flush();
    assertThat(sentValues()).hasSize(3);
  }

  @Test
  void aMessageThatKafkaHasNoMoreFailsTheFlush() {
    kafka.append(message(0, 9));
    add(0, 7);

    assertThatThrownBy(events::flush)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("s.public.t-0@7")
        .hasMessageContaining("Kafka has it no more");
  }

  @Test
  void whereThePolicyIsToFailTheCauseIsThrown() {
    IOException cause = new IOException("too large");
    DeadLetters<ChangelogEvent> failing = DeadLetters.failing();

    assertThatThrownBy(() -> failing.add(event(0, 0), REJECTION, cause)).isSameAs(cause);
  }

  /** It would end the whole TaskManager. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        KafkaException.class,
        ConcurrentModificationException.class,
        IllegalStateException.class
      })
  void aFailureToCloseTheConsumerOrTheProducerIsNoMatter(Class<? extends RuntimeException> type)
      throws Exception {
    kafka.append(message(0, 5));
    add(0, 5);
    events.flush();
    kafka.failClose(type.getConstructor(String.class).newInstance("Kafka is away"));

    assertThatCode(events::close).doesNotThrowAnyException();
    assertThat(kafka.isConsumerClosed()).isTrue();
    assertThat(kafka.producerInMemory().closed()).isTrue();
  }
}

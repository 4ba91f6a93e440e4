package io.isomer.testing.e2e.replication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that cannot be replicated are put aside, and everything else flows on. */
@ExtendWith(StackExtension.class)
class DeadLetterITCase {

  private static final String TOPIC = "isomer.public.dw_currency";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** PostgreSQL has this day; ClickHouse's Date32 ends with the year 9999, or before. */
  private static final LocalDate UNFIT = LocalDate.of(12_000, 1, 1);

  private final DeployedStack stack;
  private final DeadLetterTopic topic;
  private final String id = UUID.randomUUID().toString();

  DeadLetterITCase(DeployedStack stack) throws IOException {
    this.stack = stack;
    String name =
        DeadLetterTopic.configured(stack.stack().config().installation().pipelineConfig())
            .orElseThrow();
    this.topic = new DeadLetterTopic(stack.stack().config(), name);
  }

  @BeforeEach
  void theSnapshotIsReplicated() {
    stack.awaitEqual();
  }

  /** As PostgreSQL reads it, without Java's sign before a year of five digits. */
  private static String written(LocalDate date) {
    return date.toString().replace("+", "");
  }

  private void insert(LocalDate date) throws Exception {
    stack.execute(
        "INSERT INTO dw_currency (id, currency_code, currency_date) VALUES ('%s', 'DL', '%s')"
            .formatted(id, written(date)));
  }

  private void update(LocalDate date) throws Exception {
    stack.execute(
        "UPDATE dw_currency SET currency_date = '%s' WHERE id = '%s'".formatted(written(date), id));
  }

  private RecordMetadata send(byte[] key, byte[] value, int partition) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stack.stack().config().kafkaBootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(TOPIC, partition, key, value)).get();
    }
  }

  private DeadLetter awaitLetter(String what, Predicate<DeadLetter> wanted) {
    DeadLetter[] found = new DeadLetter[1];
    Await.until(
        "a dead letter of " + what,
        LIMIT,
        () -> {
          Optional<DeadLetter> letter = topic.read().stream().filter(wanted).findFirst();
          letter.ifPresent(each -> found[0] = each);
          return letter.isPresent();
        });
    return found[0];
  }

  private DeadLetter awaitLetterOf(RecordMetadata message) {
    String place = TOPIC + "-" + message.partition() + "@" + message.offset();
    return awaitLetter(place, letter -> letter.place().equals(place));
  }

  private DeadLetter awaitLetterOfRow() {
    return awaitLetter("row " + id, letter -> text(letter.message().key()).contains(id));
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, UTF_8);
  }

  /** The letter as if its message had held another day and another row's key. */
  private static DeadLetter changed(DeadLetter letter, LocalDate day, String from, String to) {
    ConsumerRecord<byte[], byte[]> message = letter.message();
    String value = text(message.value());
    String written = "\"currency_date\":" + UNFIT.toEpochDay();
    assertThat(value).contains(written);
    ConsumerRecord<byte[], byte[]> changed =
        new ConsumerRecord<>(
            message.topic(),
            message.partition(),
            message.offset(),
            text(message.key()).replace(from, to).getBytes(UTF_8),
            value
                .replace(written, "\"currency_date\":" + day.toEpochDay())
                .replace(from, to)
                .getBytes(UTF_8));
    message.headers().forEach(changed.headers()::add);
    return new DeadLetter(changed);
  }

  /** Returns when everything before now in the partition has been written. */
  private void awaitWritten(int partition) throws Exception {
    awaitLetterOf(send(null, "a mark".getBytes(UTF_8), partition));
    FlinkRest flink = stack.flink();
    String job = flink.activeJob().orElseThrow().id();
    long seen = flink.lastCheckpoint(job).orElseThrow().id();
    // the next checkpoint may have begun before the mark was read, the one after it has not
    Await.until(
        "two checkpoints", LIMIT, () -> flink.lastCheckpoint(job).orElseThrow().id() > seen + 1);
  }

  private String dayInClickHouse() throws IOException {
    return new ClickHouseSql(stack.stack().config())
        .execute("SELECT currency_date FROM warehouse.dw_currency WHERE id = '" + id + "'")
        .strip();
  }

  @Test
  void poisonIsPutAsideAndEverythingElseFlows() throws Exception {
    insert(UNFIT);
    DeadLetter unfit = awaitLetterOfRow();
    stack.execute("DELETE FROM dw_currency WHERE id = '" + id + "'");
    String other = UUID.randomUUID().toString();
    LocalDate outOfRangeDay = LocalDate.of(11_000, 12, 31);
    DeadLetter envelope = changed(unfit, outOfRangeDay, id, other);

    RecordMetadata garbage = send("k".getBytes(UTF_8), new byte[] {(byte) 0xFF, 0, 1}, 0);
    RecordMetadata outOfRange = send(envelope.message().key(), envelope.message().value(), 1);
    stack.execute("INSERT INTO dw_currency (currency_code) VALUES ('AFTER POISON')");
    DeadLetter first = awaitLetterOf(garbage);
    DeadLetter second = awaitLetterOf(outOfRange);
    stack.awaitEqual();

    assertThat(first.reason()).contains(first.place()).contains("not JSON");
    assertThat(first.message().key()).asString().isEqualTo("k");
    assertThat(first.message().value()).containsExactly(0xFF, 0, 1);
    assertThat(second.reason())
        .contains("column currency_date", outOfRangeDay.toEpochDay() + " days", second.place());
    assertThat(second.table()).contains("public.dw_currency");
    assertThat(second.message().value()).isEqualTo(envelope.message().value());
    String job = stack.flink().activeJob().orElseThrow().id();
    assertThat(stack.flink().failure(job)).isEmpty();
  }

  @Test
  void aReplayedChangeDoesNotUndoANewerOne() throws Exception {
    insert(LocalDate.of(2024, 1, 1));
    stack.awaitEqual();
    update(UNFIT);
    DeadLetter letter = awaitLetterOfRow();
    assertThat(dayInClickHouse()).isEqualTo("2024-01-01");
    update(LocalDate.of(2024, 5, 5));
    stack.awaitEqual();

    topic.replay(List.of(letter, changed(letter, LocalDate.of(2024, 2, 29), id, id)));
    awaitWritten(letter.original().partition());
    stack.awaitEqual();
    assertThat(dayInClickHouse()).isEqualTo("2024-05-05");
  }

  @Test
  void aReplayedChangeThatFitsAndIsTheNewestIsApplied() throws Exception {
    insert(UNFIT);
    DeadLetter letter = awaitLetterOfRow();
    assertThat(dayInClickHouse()).isEmpty();

    topic.replay(List.of(changed(letter, LocalDate.of(2024, 2, 29), id, id)));
    Await.until("the row in ClickHouse", LIMIT, () -> dayInClickHouse().equals("2024-02-29"));
    update(LocalDate.of(2024, 2, 29));
    stack.awaitEqual();
  }
}

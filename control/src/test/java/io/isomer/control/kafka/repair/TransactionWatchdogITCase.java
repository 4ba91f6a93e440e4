package io.isomer.control.kafka.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.kafka.repair.OpenTransaction.Forgotten;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real broker's transactions. */
class TransactionWatchdogITCase {

  private static LocalStack stack;
  private final List<String> log = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    stack = LocalStack.temporary();
    Part kafka = stack.part(PartName.KAFKA);
    kafka.start();
    kafka.awaitReady();
  }

  @AfterAll
  static void stop() throws IOException {
    stack.close();
  }

  @Test
  void leavesATransactionAloneThatGoesOn() throws Exception {
    create("ongoing");
    try (KafkaProducer<String, String> producer = producer("ongoing")) {
      begin(producer, "ongoing");
      look();
      assertThat(open()).hasSize(1);
      producer.commitTransaction();
      look();
    }
    assertThat(open()).isEmpty();
    assertThat(read("ongoing")).containsExactly("row");
    assertThat(log).isEmpty();
  }

  @Test
  void aMarkerCommitsWhatIsOpen() throws Exception {
    create("committed");
    try (KafkaProducer<String, String> producer = producer("committed")) {
      begin(producer, "committed");
      assertThat(read("committed")).isEmpty();
      end(TransactionResult.COMMIT);
    }
    assertThat(read("committed")).containsExactly("row");
  }

  @Test
  void aMarkerAbortsWhatIsOpen() throws Exception {
    create("aborted");
    try (KafkaProducer<String, String> producer = producer("aborted")) {
      begin(producer, "aborted");
      end(TransactionResult.ABORT);
    }
    assertThat(open()).isEmpty();
    assertThat(read("aborted")).isEmpty();
  }

  @Test
  void endsWhatKafkaHasForgottenAlsoAfterItsProducerHasStartedAgain() throws Exception {
    create("gone");
    create("again");
    try (KafkaProducer<String, String> gone = producer("gone");
        KafkaProducer<String, String> again = producer("again")) {
      begin(gone, "gone");
      begin(again, "again");
      for (OpenTransaction open : open()) {
        writeCompletion(open);
      }
      gone.close(Duration.ZERO);
      again.close(Duration.ZERO);
    }
    stack.part(PartName.KAFKA).restart();
    producer("again").close();
    assertThat(open()).hasSize(2);
    look();
    assertThat(open()).isEmpty();
    assertThat(log).hasSize(2);
    assertThat(read("gone")).containsExactly("row");
    assertThat(read("again")).containsExactly("row");
  }

  /** Writes what a coordinator writes that has sent the markers of a commit, and sends none. */
  private static void writeCompletion(OpenTransaction open) throws Exception {
    byte[] id = open.partition().topic().getBytes(StandardCharsets.UTF_8);
    ByteBuffer key = ByteBuffer.allocate(4 + id.length);
    key.putShort((short) 0).putShort((short) id.length).put(id);
    ByteBuffer value = ByteBuffer.allocate(37);
    value.putShort((short) 0).putLong(open.producer().id());
    value.putShort((short) (open.producer().epoch() + 1)).putInt(60_000);
    value.put((byte) 4).putInt(0).putLong(System.currentTimeMillis());
    value.putLong(System.currentTimeMillis());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.config().kafkaBootstrapServers(),
                ProducerConfig.CLIENT_ID_CONFIG,
                "__admin_client"), // others must not write into topics of Kafka's own
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("__transaction_state", key.array(), value.array())).get();
    }
  }

  private static void create(String topic) throws Exception {
    try (Admin admin = KafkaPart.admin(stack.config())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private static KafkaProducer<String, String> producer(String transactionalId) {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.config().kafkaBootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  private static void begin(KafkaProducer<String, String> producer, String topic) {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, "row"));
    producer.flush();
  }

  private void look() throws IOException {
    try (TransactionWatchdog watchdog = new TransactionWatchdog(stack.config(), log::add)) {
      watchdog.look();
    }
  }

  private static List<OpenTransaction> open() throws Exception {
    try (Admin admin = KafkaPart.admin(stack.config())) {
      return List.copyOf(OpenTransaction.all(admin));
    }
  }

  /** Ends the one that is open as its coordinator would, which begins a new epoch. */
  private static void end(TransactionResult result) throws Exception {
    OpenTransaction open = open().get(0);
    short epoch = (short) (open.producer().epoch() + 1);
    TransactionMarker.write(
        new InetSocketAddress("127.0.0.1", stack.config().ports().kafka()),
        new Forgotten(open, new TransactionLog.End(epoch, result)));
  }

  /** All that a consumer sees that waits for the ends of transactions. */
  private static List<String> read(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.config().kafkaBootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<String> values = new ArrayList<>();
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
          values.add(message.value());
        }
      }
      return values;
    }
  }
}

package io.isomer.testing.e2e.savepoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.FlinkConfiguration;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The current jar goes on from a savepoint of each released version. Each stands where three
 * messages of partition 0 and five of partition 1 had been read.
 */
@ExtendWith(StackExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeptSavepointITCase {

  private static final String NAME = "savepoint_it";
  private static final String TOPIC = NAME + ".public.kept";
  private static final int MESSAGES = 10; // in each partition
  private static final Map<Integer, Integer> READ = Map.of(0, 3, 1, 5);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final DeployedStack stack;
  private final StackConfig config;
  private String job;

  KeptSavepointITCase(DeployedStack stack) {
    this.stack = stack;
    this.config = stack.stack().config();
  }

  private static Path kept(StackConfig config) {
    return config.installation().home().resolve("flink-job/src/test/resources/savepoints");
  }

  @BeforeEach
  void createTopicAndTable() throws Exception {
    try (Admin admin = KafkaPart.admin(config)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
    }
    clickHouse(
        "CREATE TABLE warehouse.kept__versions (id Int32, _version UInt128, _is_deleted UInt8)"
            + " ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
  }

  @AfterEach
  void remove() throws Exception {
    cancel();
    try (Admin admin = KafkaPart.admin(config)) {
      admin.deleteTopics(List.of(TOPIC)).all().get();
    }
    clickHouse("DROP TABLE warehouse.kept__versions SYNC");
    clickHouse("DROP VIEW IF EXISTS warehouse.kept");
  }

  private String clickHouse(String sql) throws IOException {
    return new ClickHouseSql(config).execute(sql).stripTrailing();
  }

  /** Messages without a schema part, of which the ids tell partition and offset. */
  private void produce(int partition, int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", config.kafkaBootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int offset = from; offset < to; offset++) {
        int id = MESSAGES * partition + offset;
        String value =
            """
            {"before":null,"after":{"id":ID},"source":{"version":"3.7.0.Final",
            "connector":"postgresql","name":"NAME","ts_ms":1,"snapshot":"false","db":"postgres",
            "sequence":"[\\"100\\",\\"200\\"]","schema":"public","table":"kept","txId":1,"lsn":200,
            "xmin":null},"op":"c","ts_ms":1}
            """
                .replace("ID", String.valueOf(id))
                .replace("NAME", NAME);
        byte[] key = ("{\"id\":" + id + "}").getBytes(UTF_8);
        producer.send(new ProducerRecord<>(TOPIC, partition, key, value.getBytes(UTF_8)));
      }
    }
  }

  private void run(String... options) throws IOException {
    job =
        stack
            .flinkCli()
            .run(
                List.of(options),
                config.installation().jobJar(),
                List.of(
                    "--config",
                    config.installation().pipelineConfig().toString(),
                    "--pipeline.name",
                    NAME,
                    "--kafka.group-id",
                    NAME,
                    "--kafka.topics",
                    TOPIC,
                    "--dead-letters.topic",
                    NAME + ".dead-letters"));
  }

  private void cancel() throws IOException {
    if (job != null && isActive()) {
      stack.flinkCli().capture("cancel", job);
      Await.until("the job to end", LIMIT, () -> !isActive());
    }
  }

  private boolean isActive() throws IOException {
    return stack.flink().jobs().stream().anyMatch(each -> each.id().equals(job) && each.active());
  }

  private void awaitIds(int... expected) {
    String wanted =
        IntStream.of(expected).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    String[] seen = new String[1];
    Await.until(
        "the rows " + wanted,
        LIMIT,
        () -> {
          seen[0] =
              clickHouse(
                  "SELECT arrayStringConcat(arraySort(groupArray(id)), ' ')"
                      + " FROM warehouse.kept__versions FINAL");
          return seen[0].equals(wanted);
        },
        () -> seen[0]);
  }

  @Test
  void theCurrentJarReadsOnWhereEachReleaseStoodAndSaysWhenThatIsGone() throws Exception {
    READ.keySet().forEach(partition -> produce(partition, 0, MESSAGES));
    List<Path> savepoints;
    try (Stream<Path> releases = Files.list(kept(config))) {
      savepoints = releases.filter(Files::isDirectory).toList();
    }
    assertThat(savepoints).isNotEmpty();
    for (Path savepoint : savepoints) {
      clickHouse("TRUNCATE TABLE warehouse.kept__versions");
      run("-s", savepoint.toUri().toString());
      awaitIds(3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 18, 19);
      cancel();
    }

    try (Admin admin = KafkaPart.admin(config)) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(6))).all().get();
    }
    run("-s", savepoints.get(0).toUri().toString());
    Await.until("the job to fail", LIMIT, () -> !isActive(), () -> String.valueOf(job));
    assertThat(stack.flink().failure(job))
        .contains("Kafka has no message at " + TOPIC + "-0@3", "isomer verify --repair");
  }

  /** Run by hand for each release: the command is in CONTRIBUTING.md. */
  @Test
  @Order(1)
  @EnabledIfSystemProperty(named = "isomer.savepoint.release", matches = ".+")
  void keepASavepointOfThisRelease() throws Exception {
    READ.forEach((partition, end) -> produce(partition, 0, end));
    run("-p", "2");
    awaitIds(0, 1, 2, 10, 11, 12, 13, 14);
    Path directory = FlinkConfiguration.savepoints(config);
    Path savepoint = Path.of(URI.create(stack.flinkCli().stop(job, directory)));
    Path release = kept(config).resolve(System.getProperty("isomer.savepoint.release"));
    Files.createDirectories(release);
    try (Stream<Path> files = Files.list(savepoint)) {
      assertThat(files).as("all of the state is in one file").hasSize(1);
    }
    byte[] state = withoutPath(Files.readAllBytes(savepoint.resolve("_metadata")), savepoint);
    Files.write(release.resolve("_metadata"), state);
  }

  /** The names of its parts, which nothing is read by, tell nothing of the machine: as long. */
  private static byte[] withoutPath(byte[] metadata, Path savepoint) {
    String path = savepoint.toString();
    String other = "/savepoint" + "-".repeat(path.length() - "/savepoint".length());
    return new String(metadata, ISO_8859_1).replace(path, other).getBytes(ISO_8859_1);
  }
}

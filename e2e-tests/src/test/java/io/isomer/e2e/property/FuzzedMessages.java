package io.isomer.e2e.property;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.process.Await;
import io.isomer.stack.StackConfig;
import io.isomer.stack.pipeline.ClickHouseSql;
import io.isomer.stack.pipeline.DeadLetter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends damaged messages among sound ones through a job, and looks what became of each. */
public final class FuzzedMessages {

  private static final int POISONS = 400;
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final byte[] HEADER = {(byte) 0xFF, 0, 1};

  private final StackConfig config;
  private final PropertyPipeline pipeline;
  private final String topic;
  private final Map<String, Poison> sent = new LinkedHashMap<>();
  private final List<Long> sound = new ArrayList<>();

  private FuzzedMessages(StackConfig config, PropertyPipeline pipeline) throws IOException {
    this.config = config;
    this.pipeline = pipeline;
    this.topic = pipeline.name() + ".public.fuzz";
    pipeline.createTopic(topic, 2);
  }

  /**
   * Runs it.
   *
   * @throws AssertionError naming the seed, what was done to a message and what became of it
   */
  public static void run(StackConfig config, long seed) throws Exception {
    System.out.printf("fuzzed messages, -Disomer.seed=%d%n", seed);
    String name = "fuzz_" + Long.toHexString(System.currentTimeMillis());
    try (PropertyPipeline pipeline = new PropertyPipeline(config, name)) {
      FuzzedMessages run = new FuzzedMessages(config, pipeline);
      run.send(new Random(seed));
      run.await(seed);
    }
  }

  private void send(Random random) throws Exception {
    PoisonMaker maker = new PoisonMaker(random);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                config.kafkaBootstrapServers(),
                "max.request.size",
                64 << 20,
                "buffer.memory",
                128L << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long id = 1; id <= POISONS; id++) {
        soundOne(producer, random, -id);
        tombstone(producer, random, -1 - random.nextLong(id));
        poison(producer, random, maker.of(id, key(id), value(id)));
      }
      long large = POISONS + 1;
      for (Poison each : maker.large(large, key(large), value(large), key(large + 1))) {
        poison(producer, random, each);
      }
      soundOne(producer, random, -POISONS - 1);
    }
  }

  private void soundOne(KafkaProducer<byte[], byte[]> producer, Random random, long id)
      throws Exception {
    sound.add(id);
    producer.send(new ProducerRecord<>(topic, random.nextInt(2), key(id), value(id))).get();
  }

  /** Follows a deletion, as Debezium sends it; alone it changes nothing. */
  private void tombstone(KafkaProducer<byte[], byte[]> producer, Random random, long id)
      throws Exception {
    if (random.nextInt(10) == 0) {
      producer.send(new ProducerRecord<>(topic, random.nextInt(2), key(id), null)).get();
    }
  }

  private void poison(KafkaProducer<byte[], byte[]> producer, Random random, Poison poison)
      throws Exception {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(topic, random.nextInt(2), poison.key(), poison.value());
    message.headers().add("trace", HEADER);
    RecordMetadata place = producer.send(message).get();
    sent.put(topic + "-" + place.partition() + "@" + place.offset(), poison);
  }

  private static byte[] key(long id) {
    return Events.KEY.replace("ID", "" + id).getBytes(UTF_8);
  }

  private static byte[] value(long id) {
    return Events.VALUE.replace("ID", "" + id).getBytes(UTF_8);
  }

  private void await(long seed) throws IOException {
    List<String> wrong = new ArrayList<>();
    try {
      Await.until(
          "every message to be a row or a dead letter",
          LIMIT,
          () -> {
            String failure = pipeline.failure();
            if (!failure.isEmpty()) {
              throw new Await.AbortedException("the job has failed: " + failure);
            }
            wrong.clear();
            wrong.addAll(wrong());
            return wrong.isEmpty();
          });
    } catch (RuntimeException e) {
      throw new AssertionError(
          "seed "
              + seed
              + ": "
              + e.getMessage()
              + "\n"
              + String.join("\n", wrong.stream().limit(10).toList()),
          e);
    }
    Map<String, Integer> letters = new TreeMap<>();
    for (DeadLetter letter : pipeline.deadLetters()) {
      letters.merge(sent.get(letter.place()).how(), 1, Integer::sum);
    }
    System.out.printf(
        "fuzzed messages: %d sent among %d sound ones; dead letters by damage: %s%n",
        sent.size(), sound.size(), letters);
  }

  private List<String> wrong() throws IOException {
    Map<Long, JsonNode> rows = rows();
    Map<String, List<DeadLetter>> letters = new TreeMap<>();
    for (DeadLetter letter : pipeline.deadLetters()) {
      letters.computeIfAbsent(letter.place(), place -> new ArrayList<>()).add(letter);
    }
    List<String> wrong = new ArrayList<>();
    for (long id : sound) {
      JsonNode row = rows.remove(id);
      if (row == null || !new Poison(id, "", key(id), value(id)).isRow(row)) {
        wrong.add("sound message of row " + id + ": " + row);
      }
    }
    sent.forEach(
        (place, poison) -> {
          JsonNode row = rows.remove(poison.id());
          List<DeadLetter> own = letters.getOrDefault(place, List.of());
          letters.remove(place);
          boolean right =
              row == null ? own.size() == 1 && original(own.get(0), poison) : own.isEmpty();
          if (!right && !(row == null && own.isEmpty() && elsewhere(poison))
              || row != null && !poison.isRow(row)) {
            wrong.add(place + ", " + poison.how() + ": " + own.size() + " letters, row " + row);
          }
        });
    rows.forEach((id, row) -> wrong.add("a row that no message says: " + row));
    letters.keySet().forEach(place -> wrong.add("a letter of a sound message: " + place));
    return wrong;
  }

  /** Whether the damage made it a message of another table, or one that tells of no change. */
  private static boolean elsewhere(Poison poison) {
    try {
      JsonNode root = Poison.JSON.readTree(poison.value());
      JsonNode source = root.path("payload").path("source");
      return !source.path("table").asText().equals("fuzz")
          || !source.path("schema").asText().equals("public");
    } catch (IOException e) { // no message at all
      return false;
    }
  }

  private static boolean original(DeadLetter letter, Poison poison) {
    return Arrays.equals(letter.message().key(), poison.key())
        && Arrays.equals(letter.message().value(), poison.value())
        && Arrays.equals(letter.original().headers().lastHeader("trace").value(), HEADER);
  }

  private Map<Long, JsonNode> rows() throws IOException {
    String lines =
        new ClickHouseSql(config)
            .execute(
                "SELECT id, name, toString(amount) AS amount, flag, toUnixTimestamp64Micro(at) AS at,"
                    + " tags FROM "
                    + pipeline.name()
                    + ".`public.fuzz` SETTINGS output_format_json_quote_64bit_integers = 0"
                    + " FORMAT JSONEachRow");
    Map<Long, JsonNode> rows = new TreeMap<>();
    for (String line : lines.split("\n")) {
      JsonNode row = Poison.JSON.readTree(line);
      rows.put(row.get("id").asLong(), row);
    }
    return rows;
  }
}

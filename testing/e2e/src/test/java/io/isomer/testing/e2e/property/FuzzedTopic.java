package io.isomer.testing.e2e.property;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
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

/**
 * A topic of damaged messages among sound ones, and what must become of each: a dead letter, or the
 * row that it says.
 */
public final class FuzzedTopic {

  private static final byte[] HEADER = {(byte) 0xFF, 0, 1};

  private final StackConfig config;
  private final String topic;
  private final String view;
  private final DeadLetterTopic deadLetters;
  private final Map<String, Poison> sent = new LinkedHashMap<>();
  private final List<Long> sound = new ArrayList<>();
  private long lastId;

  /**
   * @param topic of two partitions
   * @param view where the rows are to be seen, quoted for ClickHouse
   */
  public FuzzedTopic(StackConfig config, String topic, String view, DeadLetterTopic deadLetters) {
    this.config = config;
    this.topic = topic;
    this.view = view;
    this.deadLetters = deadLetters;
  }

  /** Sends so many damaged messages, and as many sound ones. */
  public void send(Random random, int poisons) throws Exception {
    PoisonMaker maker = new PoisonMaker(random);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < poisons; i++) {
        long id = ++lastId;
        soundOne(producer, random, -id);
        tombstone(producer, random, -1 - random.nextLong(id));
        poison(producer, random, maker.of(id, key(id), value(id)));
      }
    }
  }

  /** Sends two large ones, and a sound one behind them. */
  void sendLarge(Random random) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      long id = lastId + 1;
      lastId += 2;
      for (Poison each : new PoisonMaker(random).large(id, key(id), value(id), key(id + 1))) {
        poison(producer, random, each);
      }
      soundOne(producer, random, -lastId);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            config.kafkaBootstrapServers(),
            "max.request.size",
            64 << 20,
            "buffer.memory",
            128L << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
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

  /** How many messages were damaged, or sent as they should be. */
  public int size() {
    return sent.size() + sound.size();
  }

  /** How many dead letters there are, by what was done to their messages. */
  public Map<String, Integer> lettersByDamage() throws IOException {
    Map<String, Integer> letters = new TreeMap<>();
    for (DeadLetter letter : deadLetters.read()) {
      Poison poison = sent.get(letter.place());
      letters.merge(poison == null ? "none" : poison.how(), 1, Integer::sum);
    }
    return letters;
  }

  /**
   * What is not as it should be, yet. Of a place there may be several letters, as a job that goes
   * on from its last checkpoint sends some of them again.
   */
  public List<String> wrong() throws IOException {
    Map<Long, JsonNode> rows = sound.isEmpty() ? new TreeMap<>() : rows();
    Map<String, List<DeadLetter>> letters = new TreeMap<>();
    for (DeadLetter letter : deadLetters.read()) {
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
              row == null
                  ? !own.isEmpty() && own.stream().allMatch(each -> original(each, poison))
                  : own.isEmpty();
          if (!right && !(row == null && own.isEmpty() && elsewhere(poison))
              || row != null && !poison.isRow(row)) {
            wrong.add(place + ", " + poison.how() + ": " + own.size() + " letters, row " + row);
          }
        });
    rows.forEach((id, row) -> wrong.add("a row that no message says: " + row));
    letters.forEach(
        (place, own) ->
            wrong.add("a letter of a sound message: " + place + ": " + own.get(0).reason()));
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
                    + view
                    + " SETTINGS output_format_json_quote_64bit_integers = 0"
                    + " FORMAT JSONEachRow");
    Map<Long, JsonNode> rows = new TreeMap<>();
    for (String line : lines.split("\n")) {
      JsonNode row = Poison.JSON.readTree(line);
      rows.put(row.get("id").asLong(), row);
    }
    return rows;
  }
}

package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.Rows;
import io.isomer.debezium.json.MalformedMessageException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to a message, it decodes whole or is refused as malformed: no other exception
 * escapes. Set the system property {@code isomer.fuzz.seed} to the printed seed to see a run again.
 */
class FuzzTest {

  private static final int ROUNDS = 20_000;
  private static final int SHOWN_CHARACTERS = 20_000;
  private static final int TEN_MEGABYTES = 10 << 20;

  private static final List<String> FILES =
      List.of(
          "with_schema_u.json",
          "with_schema_c.json",
          "with_schema_d.json",
          "special_values_streaming_b_defaults.json",
          "special_values_streaming_a_isostring.json",
          "u_toast_placeholders_by_type.json",
          "t_truncate.json",
          "heartbeat_with_schema.json");

  /** Values to put in the place of others; each has been somebody's downfall. */
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e400",
          "-2147483649",
          "2147483648",
          "9223372036854775808",
          "123456789012345678901234567890",
          "0.1",
          "\"\"",
          "\"\\uD800\"",
          "\"NaN\"",
          "\"1e2147483647\"",
          "\"9999-99-99T99:99:99Z\"",
          "\"AAAA\"",
          "\"not base64!\"",
          "[]",
          "[[]]",
          "[null]",
          "{}",
          "{\"scale\":-2147483648,\"value\":\"AQ==\"}",
          "{\"scale\":2147483648,\"value\":\"AQ==\"}",
          "{\"scale\":1,\"value\":\"AQ==\",\"value\":\"\"}");

  private final long seed = Long.getLong("isomer.fuzz.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final DebeziumDecoder decoder = new DebeziumDecoder(0);
  private int whole;
  private int refused;

  private static List<ConsumerRecord<byte[], ByteBuffer>> sound() throws Exception {
    List<ConsumerRecord<byte[], ByteBuffer>> messages = new ArrayList<>();
    for (String file : FILES) {
      messages.addAll(RecordedMessages.records(file));
    }
    messages.removeIf(message -> message.value() == null);
    return messages;
  }

  private void decode(ConsumerRecord<byte[], ByteBuffer> message, byte[] key, byte[] value) {
    try {
      for (ChangelogEvent event :
          decoder.decode(
              new ConsumerRecord<>(message.topic(), 0, 17, key, EmbeddedBytes.of(value)))) {
        if (event.operation().hasRow()) {
          Rows.row(event); // every value is there
        }
      }
      whole++;
    } catch (MalformedMessageException e) {
      assertThat(e.getMessage())
          .as("seed %d, value %s", seed, shown(value))
          .startsWith(message.topic() + "-0@17: ")
          .doesNotContain("not understood");
      TableIdProbe.of(EmbeddedBytes.message(value));
      refused++;
    } catch (Throwable e) {
      fail("seed " + seed + ", value " + shown(value), e);
    }
  }

  private static String shown(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    return text.substring(0, Math.min(text.length(), SHOWN_CHARACTERS));
  }

  private void report() {
    System.out.printf("fuzz seed %d: %d decoded, %d refused%n", seed, whole, refused);
    assertThat(refused).isPositive();
  }

  private ConsumerRecord<byte[], ByteBuffer> any(
      List<ConsumerRecord<byte[], ByteBuffer>> messages) {
    return messages.get(random.nextInt(messages.size()));
  }

  private byte[] damaged(byte[] bytes) {
    byte[] damaged =
        random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
    for (int flips = random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  @Test
  void bytesThatAreCutOrFlipped() throws Exception {
    List<ConsumerRecord<byte[], ByteBuffer>> messages = sound();
    for (int i = 0; i < ROUNDS; i++) {
      ConsumerRecord<byte[], ByteBuffer> message = any(messages);
      boolean inKey = message.key() != null && random.nextInt(4) == 0;
      decode(
          message,
          inKey ? damaged(message.key()) : message.key(),
          inKey
              ? EmbeddedBytes.bytes(message.value())
              : damaged(EmbeddedBytes.bytes(message.value())));
    }
    report();
  }

  @Test
  void valuesOfOtherTypes() throws Exception {
    List<ConsumerRecord<byte[], ByteBuffer>> messages = sound();
    for (int i = 0; i < ROUNDS; i++) {
      ConsumerRecord<byte[], ByteBuffer> message = any(messages);
      JsonNode root = RecordedMessages.MAPPER.readTree(EmbeddedBytes.bytes(message.value()));
      JsonNode odd = RecordedMessages.MAPPER.readTree(ODD.get(random.nextInt(ODD.size())));
      replaceSomewhere(root, odd);
      decode(message, message.key(), RecordedMessages.MAPPER.writeValueAsBytes(root));
    }
    report();
  }

  /** Walks down at random, and puts the other value where it stops. */
  private void replaceSomewhere(JsonNode node, JsonNode other) {
    List<JsonNode> children = new ArrayList<>();
    node.forEach(children::add);
    if (children.isEmpty()) {
      return;
    }
    int at = random.nextInt(children.size());
    if (children.get(at).size() > 0 && random.nextInt(6) > 0) {
      replaceSomewhere(children.get(at), other);
    } else if (node instanceof ArrayNode array) {
      array.set(at, other);
    } else {
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      ((ObjectNode) node).set(names.get(at), other);
    }
  }

  @Test
  void fieldsThatStandTwice() throws Exception {
    for (ConsumerRecord<byte[], ByteBuffer> message : sound()) {
      String value = EmbeddedBytes.text(message.value());
      for (int colon = value.indexOf("\":"); colon > 0; colon = value.indexOf("\":", colon + 1)) {
        int name = value.lastIndexOf('"', colon - 1);
        String twice =
            value.substring(0, name)
                + value.substring(name, colon + 1)
                + ":null,"
                + value.substring(name);
        decode(message, message.key(), twice.getBytes(StandardCharsets.UTF_8));
      }
    }
    report();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"schema\":", "{\"payload\":", "{\"after\":"})
  void deepNesting(String opening) throws Exception {
    ConsumerRecord<byte[], ByteBuffer> message = sound().get(0);
    byte[] deep = opening.repeat(100_000).getBytes(StandardCharsets.UTF_8);
    decode(message, message.key(), deep);
    decode(message, deep, EmbeddedBytes.bytes(message.value()));
    report();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "9", "A", "\\u0000", "\\\\", "é"})
  void tenMegabytes(String letter) throws Exception {
    String large = letter.repeat(TEN_MEGABYTES / letter.length());
    for (ConsumerRecord<byte[], ByteBuffer> message : sound()) {
      String value = EmbeddedBytes.text(message.value());
      int after = value.indexOf("\"after\":{");
      int text = value.indexOf(":\"", after);
      if (after < 0 || text < 0 || random.nextInt(4) > 0) {
        continue;
      }
      String grown = value.substring(0, text + 2) + large + value.substring(text + 2);
      decode(message, message.key(), grown.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(whole + refused).as("seed %d", seed).isNotNegative();
  }
}

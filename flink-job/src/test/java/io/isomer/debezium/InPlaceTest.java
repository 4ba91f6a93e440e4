package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are parts of larger arrays. */
class InPlaceTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static ConsumerRecord<byte[], ByteBuffer> message(String file, ByteBuffer value)
      throws Exception {
    ConsumerRecord<byte[], ByteBuffer> message = RecordedMessages.records(file).get(0);
    return new ConsumerRecord<>(message.topic(), 0, 17, message.key(), value);
  }

  private static byte[] value(String file) throws Exception {
    return EmbeddedBytes.bytes(RecordedMessages.records(file).get(0).value());
  }

  static Stream<ByteBuffer> buffers() throws Exception {
    byte[] value = value("with_schema_u.json");
    return Stream.of(
        ByteBuffer.wrap(value),
        EmbeddedBytes.of(value),
        EmbeddedBytes.of(value).asReadOnlyBuffer(),
        ByteBuffer.allocateDirect(value.length).put(value).flip());
  }

  @ParameterizedTest
  @MethodSource("buffers")
  void decodesWhateverTheBufferAndLeavesItAsItIs(ByteBuffer value) throws Exception {
    List<ChangelogEvent> expected = RecordedMessages.decode("with_schema_u.json");
    int position = value.position();
    int limit = value.limit();
    List<ChangelogEvent> events =
        RecordedMessages.decoder().decode(message("with_schema_u.json", value));

    assertThat(events).hasSameSizeAs(expected);
    assertThat(events.get(0).row()).isEqualTo(expected.get(0).row());
    assertThat(events.get(0).key()).isEqualTo(expected.get(0).key());
    assertThat(events.get(0).version()).isEqualTo(expected.get(0).version());
    assertThat(value.position()).isEqualTo(position);
    assertThat(value.limit()).isEqualTo(limit);
  }

  /** An array may be a whole response of Kafka's, and there are as many decoders as tables. */
  @ParameterizedTest
  @ValueSource(strings = {"with_schema_u.json", "with_schema_c.json"})
  void keepsNoArrayButTheLastMessages(String file) throws Exception {
    DebeziumDecoder decoder = RecordedMessages.decoder();
    List<WeakReference<byte[]>> arrays = new ArrayList<>();
    for (int i = 0; i < 3; i++) { // of a new table, then like the one before
      byte[] array = value(file);
      decoder.decode(message(file, ByteBuffer.wrap(array)));
      arrays.add(new WeakReference<>(array));
    }
    ConsumerRecord<byte[], ByteBuffer> last =
        RecordedMessages.records("pk_update_3_create.json").get(0);
    decoder.decode(last);
    for (WeakReference<byte[]> array : arrays) {
      Instant deadline = Instant.now().plus(LIMIT);
      while (array.get() != null && Instant.now().isBefore(deadline)) {
        System.gc();
      }
      assertThat(array.get()).isNull();
    }
    assertThat(decoder.decode(last)).hasSize(1); // the decoder has lived till now
  }

  @Test
  void refusesAConsumerThatReadsArrays() {
    ConsumerRecord<byte[], byte[]> message =
        new ConsumerRecord<>("t", 0, 0, new byte[0], new byte[0]);
    assertThatThrownBy(() -> new KafkaMessageSchema().deserialize(message, null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("InPlaceDeserializer");
  }
}

package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Operation;
import io.isomer.changelog.Rejection;
import io.isomer.changelog.TableId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecodeFunctionTest {

  /** Keeps what is added until the flush, and is shared with the operator, which is serialized. */
  private static final class FakeDeadLetters
      implements DeadLetters<ConsumerRecord<byte[], ByteBuffer>> {

    private final List<ConsumerRecord<byte[], ByteBuffer>> unsafe = new ArrayList<>();
    private final List<ConsumerRecord<byte[], ByteBuffer>> safe = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();
    private boolean down;
    private boolean closed;

    @Override
    public <E extends Exception> void add(
        ConsumerRecord<byte[], ByteBuffer> message, Rejection rejection, E cause) {
      unsafe.add(message);
      rejections.add(rejection);
    }

    @Override
    public void flush() throws IOException {
      if (down) {
        throw new IOException("no Kafka");
      }
      safe.addAll(unsafe);
      unsafe.clear();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static FakeDeadLetters letters; // the operator's copy of its function finds it here

  private OneInputStreamOperatorTestHarness<ConsumerRecord<byte[], ByteBuffer>, ChangelogEvent>
      harness;

  @BeforeEach
  void open() throws Exception {
    letters = new FakeDeadLetters();
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(
                new DecodeFunction(DecoderOptions.ofEpoch(0), metrics -> letters)));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
    assertThat(letters.closed).isTrue();
  }

  private static ConsumerRecord<byte[], ByteBuffer> garbage() {
    return RecordedMessages.record("isomer.public.t", null, "garbage");
  }

  private static ConsumerRecord<byte[], ByteBuffer> sound() throws IOException {
    return RecordedMessages.records("with_schema_u.json").get(0);
  }

  @Test
  void whatCannotBeDecodedIsPutAsideAndTheOthersFlow() throws Exception {
    ConsumerRecord<byte[], ByteBuffer> garbage = garbage();
    harness.processElement(sound(), 0);
    harness.processElement(garbage, 0);
    harness.processElement(sound(), 0);

    assertThat(harness.extractOutputValues()).hasSize(2);
    assertThat(letters.unsafe).containsExactly(garbage);
    assertThat(letters.rejections.get(0).reason()).startsWith("isomer.public.t-0@17: not JSON");
    assertThat(letters.rejections.get(0).table()).isEmpty();
  }

  @Test
  void tableAndColumnAreToldWhereTheMessageTellsThem() throws Exception {
    String value =
        """
        {"schema":{"type":"struct","fields":[{"type":"struct","field":"after","fields":[
          {"type":"int32","optional":false,"field":"id"}]}]},
         "payload":{"after":{"id":"one"},"source":{"schema":"public","table":"t"},"op":"c"}}""";
    harness.processElement(RecordedMessages.record("isomer.public.t", "{\"id\":1}", value), 0);

    assertThat(letters.rejections.get(0).table()).contains(new TableId("public", "t"));
    assertThat(letters.rejections.get(0).column()).contains("id");
  }

  @Test
  void theWriterHearsWhichRowsChangeIsPutAside() throws Exception {
    ConsumerRecord<byte[], ByteBuffer> sound = sound();
    String value = EmbeddedBytes.text(sound.value());
    int after = value.indexOf("\"after\":{", value.indexOf("\"payload\""));
    String poison =
        value.substring(0, after)
            + value.substring(after).replaceFirst("\"after\":", "\"after\":[],\"was\":");
    for (ConsumerRecord<byte[], ByteBuffer> each :
        List.of(
            sound,
            withValue(sound, poison),
            withValue(sound, poison.replace("\"op\"", "\"oq\"")))) {
      harness.processElement(each, 0);
    }
    List<ChangelogEvent> events = harness.extractOutputValues();

    assertThat(letters.unsafe).hasSize(2);
    assertThat(events).hasSize(2); // who cannot tell what it is about is not told of
    assertThat(events.get(1).operation()).isEqualTo(Operation.REJECTED);
    assertThat(events.get(1).version()).isEqualTo(events.get(0).version());
    assertThat(events.get(1).key()).isEqualTo(events.get(0).key());
    assertThat(events.get(1).routingHash()).isEqualTo(events.get(0).routingHash());
  }

  @Test
  void alsoOfMessagesWithoutSchemaPart() throws Exception {
    ConsumerRecord<byte[], ByteBuffer> sound =
        RecordedMessages.records("pk_update_3_create.json").get(0);
    String value = EmbeddedBytes.text(sound.value());
    harness.processElement(sound, 0);
    harness.processElement(
        withValue(sound, value.replaceFirst("\"after\":", "\"after\":[],\"was\":")), 0);
    List<ChangelogEvent> events = harness.extractOutputValues();

    assertThat(events).hasSize(2);
    assertThat(events.get(1).operation()).isEqualTo(Operation.REJECTED);
    assertThat(events.get(1).version()).isEqualTo(events.get(0).version());
    assertThat(events.get(1).routingHash()).isEqualTo(events.get(0).routingHash());
  }

  private static ConsumerRecord<byte[], ByteBuffer> withValue(
      ConsumerRecord<byte[], ByteBuffer> message, String value) {
    return new ConsumerRecord<>(
        message.topic(),
        message.partition(),
        message.offset(),
        message.key(),
        EmbeddedBytes.of(value));
  }

  @Test
  void deadLettersAreSafeBeforeACheckpointCompletes() throws Exception {
    harness.processElement(garbage(), 0);
    assertThat(letters.safe).isEmpty();
    harness.snapshot(1, 1);

    assertThat(letters.safe).hasSize(1);
  }

  @Test
  void aCheckpointFailsWhileDeadLettersCannotBeWritten() throws Exception {
    harness.processElement(garbage(), 0);
    letters.down = true;

    assertThatThrownBy(() -> harness.snapshot(1, 1)).hasStackTraceContaining("no Kafka");
  }

  @Test
  void aMessageIsHandedOnAsItIsOrAsBytes() throws Exception {
    KafkaMessageSerializer serializer = new KafkaMessageSerializer();
    ConsumerRecord<byte[], ByteBuffer> message =
        RecordedMessages.records("pk_update_3_create.json").get(0);
    assertThat(serializer.copy(message)).isSameAs(message);
    ConsumerRecord<byte[], ByteBuffer> tombstone =
        RecordedMessages.records("tombstone.json").get(0);
    for (ConsumerRecord<byte[], ByteBuffer> each : List.of(message, tombstone)) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      serializer.serialize(each, out);
      ConsumerRecord<byte[], ByteBuffer> read =
          serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
      assertThat(read)
          .usingRecursiveComparison()
          .comparingOnlyFields("topic", "partition", "offset", "timestamp", "key", "value")
          .isEqualTo(each);
      assertThat(read.headers()).isEqualTo(each.headers());
    }
  }
}

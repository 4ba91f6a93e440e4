package io.isomer.control.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.control.Isomer;
import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DeadLettersCommandTest {

  private static DeadLetter letter(long number, byte[] value) {
    ConsumerRecord<byte[], byte[]> message =
        new ConsumerRecord<>("d", 0, number, "{\"id\":1}".getBytes(UTF_8), value);
    message.headers().add("__debezium.oldkey", "o".getBytes(UTF_8));
    message.headers().add("isomer.reason", "too late".getBytes(UTF_8));
    message.headers().add("isomer.table", "public.t".getBytes(UTF_8));
    message.headers().add("isomer.topic", "isomer.public.t".getBytes(UTF_8));
    message.headers().add("isomer.partition", "1".getBytes(UTF_8));
    message.headers().add("isomer.offset", "17".getBytes(UTF_8));
    message.headers().add("isomer.time", "2026-11-22T12:00:00Z".getBytes(UTF_8));
    return new DeadLetter(message);
  }

  @Test
  void listTellsNumberTimeTablePlaceAndReason() {
    assertThat(DeadLettersListCommand.result(List.of(letter(5, new byte[0]))).rows())
        .containsExactly(
            List.of("5", "2026-11-22T12:00:00Z", "public.t", "isomer.public.t-1@17", "too late"));
  }

  @Test
  void showIndentsJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] value = "{\"payload\":{\"v\":1.10,\"n\":12345678901234567890}}".getBytes(UTF_8);
    DeadLettersShowCommand.print(letter(5, value), new PrintStream(out, true, UTF_8));
    assertThat(out.toString(UTF_8))
        .contains("isomer.reason      too late", "\"v\" : 1.10", "12345678901234567890");
  }

  @Test
  void whatIsNoJsonIsShownAsItIs() {
    assertThat(DeadLettersShowCommand.readable("{\"a\":".getBytes(UTF_8))).isEqualTo("{\"a\":");
    assertThat(DeadLettersShowCommand.readable(new byte[] {(byte) 0xFF, 0})).isEqualTo("ff 00");
    assertThat(DeadLettersShowCommand.readable(null)).isEqualTo("null");
  }

  @Test
  void aReplayedMessageIsTheOriginal() {
    ProducerRecord<byte[], byte[]> original = letter(5, new byte[] {7}).original();
    assertThat(original.topic()).isEqualTo("isomer.public.t");
    assertThat(original.partition()).isEqualTo(1);
    assertThat(original.key()).asString().isEqualTo("{\"id\":1}");
    assertThat(original.value()).containsExactly(7);
    assertThat(original.headers().toArray())
        .extracting(header -> header.key())
        .containsExactly("__debezium.oldkey");
  }

  @Test
  void anUnknownNumberIsRefused() {
    assertThatThrownBy(() -> DeadLettersOption.numbered(List.of(letter(5, null)), List.of(5L, 6L)))
        .hasMessageContaining("no dead letter 6");
  }

  @Test
  void aRecordOfAnotherOriginIsRefused() {
    DeadLetter stray = new DeadLetter(new ConsumerRecord<>("d", 0, 3, null, null));
    assertThatThrownBy(stray::original).hasMessageContaining("it is no dead letter");
  }

  @Test
  void replayTakesNumbersOrAll() {
    StringWriter err = new StringWriter();
    CommandLine isomer = Isomer.commandLine();
    isomer.setErr(new PrintWriter(err));
    assertThat(isomer.execute("dead-letters", "replay")).isEqualTo(2);
    assertThat(isomer.execute("dead-letters", "replay", "1", "--all")).isEqualTo(2);
    assertThat(isomer.execute("dead-letters")).isEqualTo(2);
    assertThat(err.toString()).contains("say what to do with dead letters");
  }

  @Test
  void theShippedPipelineNamesItsTopic() throws Exception {
    assertThat(DeadLetterTopic.configured(Path.of("../flink-job/pipeline.yaml")))
        .contains("isomer.dead-letters");
  }
}

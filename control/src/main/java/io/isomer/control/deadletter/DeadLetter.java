package io.isomer.control.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A message that could not be replicated, as it stands in the dead letters' topic.
 *
 * @param message key, value and headers, of which those that start with {@code isomer.} are the
 *     job's
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> message) {

  private static final String OWN_HEADERS = "isomer.";

  /** What people call it by: its offset in the topic, which never changes. */
  public long number() {
    return message.offset();
  }

  public String reason() {
    return header("reason").orElse("");
  }

  /** The source table; empty when the message did not tell. */
  public Optional<String> table() {
    return header("table");
  }

  /** When it was put aside, in ISO 8601. */
  public String time() {
    return header("time").orElse("");
  }

  /** Where the original is: {@code topic-partition@offset}. */
  public String place() {
    return required("topic") + "-" + required("partition") + "@" + required("offset");
  }

  /** All headers, the original ones first. */
  public List<Header> headers() {
    return List.of(message.headers().toArray());
  }

  /** The original message, for the topic and partition that it came from. */
  public ProducerRecord<byte[], byte[]> original() {
    List<Header> headers =
        Arrays.stream(message.headers().toArray())
            .filter(header -> !header.key().startsWith(OWN_HEADERS))
            .toList();
    return new ProducerRecord<>(
        required("topic"),
        Integer.parseInt(required("partition")),
        message.key(),
        message.value(),
        headers);
  }

  private String required(String name) {
    return header(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the record at offset %d of %s has no header %s%s: it is no dead letter"
                        .formatted(message.offset(), message.topic(), OWN_HEADERS, name)));
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(message.headers().lastHeader(OWN_HEADERS + name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8));
  }
}

package io.isomer.deadletter;

import io.isomer.changelog.Rejection;
import io.isomer.changelog.TableId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a dead letter: the original ones, then these, as text in UTF-8. */
final class DeadLetterHeaders {

  /** All names of our own start with it. */
  static final String PREFIX = "isomer.";

  static final String REASON = PREFIX + "reason";
  static final String TABLE = PREFIX + "table";
  static final String COLUMN = PREFIX + "column";
  static final String TOPIC = PREFIX + "topic";
  static final String PARTITION = PREFIX + "partition";
  static final String OFFSET = PREFIX + "offset";
  static final String TIME = PREFIX + "time";

  private DeadLetterHeaders() {}

  static Headers of(ConsumerRecord<byte[], ?> message, Rejection rejection, Instant now) {
    Headers headers = new RecordHeaders(message.headers().toArray());
    add(headers, REASON, rejection.reason());
    add(headers, TABLE, rejection.table().map(TableId::toString));
    add(headers, COLUMN, rejection.column());
    add(headers, TOPIC, message.topic());
    add(headers, PARTITION, Integer.toString(message.partition()));
    add(headers, OFFSET, Long.toString(message.offset()));
    add(headers, TIME, now.toString());
    return headers;
  }

  private static void add(Headers headers, String name, Optional<String> value) {
    value.ifPresent(known -> add(headers, name, known));
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}

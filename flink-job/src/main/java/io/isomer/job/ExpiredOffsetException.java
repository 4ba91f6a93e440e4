package io.isomer.job;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka no longer has what the job was to read next, or the topic is another one by now. Starting
 * again does not bring it back, so the job fails for good, and says what does.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ExpiredOffsetException extends IOException {

  private static final long serialVersionUID = 1;

  ExpiredOffsetException(OffsetOutOfRangeException cause) {
    super(
        "Kafka has no message at "
            + places(cause.offsetOutOfRangePartitions())
            + ", where the job was to go on: the topic's retention has deleted it, or the topic was"
            + " made anew. Changes are missing, and nothing was skipped. Start the job without a"
            + " savepoint, so that it reads what Kafka still has, and then mend the rows whose changes"
            + " are gone with 'isomer verify --repair'; and let topics be kept for longer than the job"
            + " may be down");
  }

  private static String places(Map<TopicPartition, Long> offsets) {
    Map<String, Long> sorted = new TreeMap<>();
    offsets.forEach((partition, offset) -> sorted.put(partition.toString(), offset));
    StringBuilder places = new StringBuilder();
    sorted.forEach(
        (partition, offset) ->
            places
                .append(places.isEmpty() ? "" : ", ")
                .append(partition)
                .append('@')
                .append(offset));
    return places.toString();
  }
}

package io.isomer.deadletter;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Sends the messages that changes were decoded from to the dead letters' topic. A change no longer
 * has its message, so that is read again, by its topic, partition and offset.
 */
public final class EventDeadLetters implements DeadLetters<ChangelogEvent> {

  private record Letter(TopicPartition partition, long offset, Rejection rejection) {}

  private final MessageDeadLetters letters;
  private final OriginalMessages messages;

  /**
   * Added to by the threads that write batches. A batch that is tried again rejects the same
   * changes again: as a set they are one.
   */
  private final Set<Letter> pending = new LinkedHashSet<>();

  EventDeadLetters(KafkaClients kafka, MetricGroup metrics) {
    this.letters = new MessageDeadLetters(kafka, metrics);
    this.messages = new OriginalMessages(kafka);
  }

  /** For a writer's subtasks. */
  public static Factory<ChangelogEvent> factory(DeadLetterKafka kafka) {
    return metrics -> new EventDeadLetters(kafka, metrics);
  }

  @Override
  public <E extends Exception> void add(ChangelogEvent event, Rejection rejection, E cause) {
    TopicPartition partition = new TopicPartition(event.schema().topic(), event.partition());
    synchronized (pending) {
      pending.add(new Letter(partition, event.offset(), rejection));
    }
  }

  @Override
  public void flush() throws IOException {
    Set<Letter> added = pending();
    if (added.isEmpty()) {
      return;
    }
    try {
      send(added);
    } catch (KafkaException e) {
      throw new IOException("cannot write dead letters: " + e.getMessage(), e);
    }
    letters.flush();
    synchronized (pending) {
      pending.removeAll(added); // others may have been added meanwhile
    }
  }

  private Set<Letter> pending() {
    synchronized (pending) {
      return new LinkedHashSet<>(pending);
    }
  }

  private void send(Set<Letter> added) throws IOException {
    Map<TopicPartition, List<Letter>> byPartition =
        added.stream()
            .collect(
                Collectors.groupingBy(
                    Letter::partition,
                    () ->
                        new TreeMap<>(
                            Comparator.comparing(TopicPartition::topic)
                                .thenComparing(TopicPartition::partition)),
                    Collectors.toList()));
    for (Map.Entry<TopicPartition, List<Letter>> entry : byPartition.entrySet()) {
      entry.getValue().sort(Comparator.comparingLong(Letter::offset)); // one pass over the log
      messages.assign(entry.getKey());
      for (Letter letter : entry.getValue()) {
        letters.send(messages.read(letter.offset()), letter.rejection());
      }
    }
  }

  @Override
  public void close() {
    messages.close();
    letters.close();
  }
}

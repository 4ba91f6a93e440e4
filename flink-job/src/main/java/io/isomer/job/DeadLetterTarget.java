package io.isomer.job;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.deadletter.DeadLetterKafka;
import io.isomer.deadletter.EventDeadLetters;
import io.isomer.deadletter.MessageDeadLetters;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Chooses where messages go that cannot be replicated. */
final class DeadLetterTarget {

  private DeadLetterTarget() {}

  static DeadLetters.Factory<ConsumerRecord<byte[], ByteBuffer>> ofMessages(Pipeline pipeline) {
    return switch (pipeline.deadLetterPolicy()) {
      case FAIL -> metrics -> DeadLetters.failing();
      case DEAD_LETTER -> MessageDeadLetters.factory(kafka(pipeline));
    };
  }

  static DeadLetters.Factory<ChangelogEvent> ofChanges(Pipeline pipeline) {
    return switch (pipeline.deadLetterPolicy()) {
      case FAIL -> metrics -> DeadLetters.failing();
      case DEAD_LETTER -> EventDeadLetters.factory(kafka(pipeline));
    };
  }

  private static DeadLetterKafka kafka(Pipeline pipeline) {
    return new DeadLetterKafka(
        pipeline.get(PipelineOptions.DEAD_LETTER_TOPIC),
        pipeline.get(PipelineOptions.BOOTSTRAP_SERVERS),
        pipeline.kafkaClient());
  }
}

package io.isomer.job;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.debezium.DebeziumDeserializationSchema;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Builds the Kafka source that a pipeline's options describe. */
final class DebeziumSource {

  private DebeziumSource() {}

  static KafkaSource<ChangelogEvent> of(Pipeline pipeline) {
    KafkaSourceBuilder<ChangelogEvent> builder =
        KafkaSource.<ChangelogEvent>builder()
            .setProperties(pipeline.kafkaClient())
            .setBootstrapServers(pipeline.get(PipelineOptions.BOOTSTRAP_SERVERS))
            .setGroupId(pipeline.get(PipelineOptions.GROUP_ID))
            .setClientIdPrefix(pipeline.get(PipelineOptions.NAME))
            .setStartingOffsets(new EarliestOffsets())
            // what an exactly-once connector has not committed must not be seen
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setProperty(
                KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                String.valueOf(pipeline.get(PipelineOptions.DISCOVERY_INTERVAL).toMillis()))
            .setDeserializer(
                new DebeziumDeserializationSchema(pipeline.get(PipelineOptions.EPOCH)));
    if (pipeline.has(PipelineOptions.TOPIC_PATTERN)) {
      builder.setTopicPattern(Pattern.compile(pipeline.get(PipelineOptions.TOPIC_PATTERN)));
    } else {
      builder.setTopics(pipeline.get(PipelineOptions.TOPICS));
    }
    return builder.build();
  }
}

package io.isomer.job;

import io.isomer.debezium.InPlaceDeserializer;
import io.isomer.debezium.KafkaMessageSchema;
import java.nio.ByteBuffer;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Builds the Kafka source that a pipeline's options describe. */
final class DebeziumSource {

  private DebeziumSource() {}

  static StrictKafkaSource<ConsumerRecord<byte[], ByteBuffer>> of(Pipeline pipeline) {
    KafkaSourceBuilder<ConsumerRecord<byte[], ByteBuffer>> builder =
        KafkaSource.<ConsumerRecord<byte[], ByteBuffer>>builder()
            // a row is small beside a poll's own cost
            .setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1000")
            // of many partitions: a response is in memory until its last message is read
            .setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(8 << 20))
            .setProperties(pipeline.kafkaClient())
            .setBootstrapServers(pipeline.get(PipelineOptions.BOOTSTRAP_SERVERS))
            .setGroupId(pipeline.get(PipelineOptions.GROUP_ID))
            .setClientIdPrefix(pipeline.get(PipelineOptions.NAME))
            .setStartingOffsets(new EarliestOffsets())
            .setProperty(
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, InPlaceDeserializer.class.getName())
            // what an exactly-once connector has not committed must not be seen
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setProperty(
                KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(),
                String.valueOf(pipeline.get(PipelineOptions.DISCOVERY_INTERVAL).toMillis()))
            .setDeserializer(new KafkaMessageSchema());
    if (pipeline.has(PipelineOptions.TOPICS)) {
      builder.setTopics(pipeline.get(PipelineOptions.TOPICS));
    } else {
      builder.setTopicPattern(pipeline.topicPattern());
    }
    return new StrictKafkaSource<>(builder.build());
  }
}

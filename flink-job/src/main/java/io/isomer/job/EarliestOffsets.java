package io.isomer.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts at a partition's first offset, and fails where a checkpoint's offset has expired. Flink's
 * own initializer would skip to the first offset that is left, and so lose changes in silence.
 */
@SuppressWarnings("deprecation") // OffsetResetStrategy is part of the interface
final class EarliestOffsets implements OffsetsInitializer {

  private static final long serialVersionUID = 1;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(p -> offsets.put(p, KafkaPartitionSplit.EARLIEST_OFFSET));
    return offsets;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}

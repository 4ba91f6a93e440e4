package io.isomer.control.kafka;

import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The ends of topics at a moment. The job commits an offset with the checkpoint that follows its
 * records' way into ClickHouse; so once the ends are committed, the copy has all that was before.
 */
public final class CopiedOffsets {

  private final StackAccess stack;
  private final String group;
  private final Map<TopicPartition, Long> ends;

  private CopiedOffsets(StackAccess stack, String group, Map<TopicPartition, Long> ends) {
    this.stack = stack;
    this.group = group;
    this.ends = ends;
  }

  /**
   * Notes where the topics end now.
   *
   * @param group the job's consumer group
   */
  public static CopiedOffsets at(StackAccess stack, String group, List<String> topics)
      throws IOException {
    return new CopiedOffsets(stack, group, Lag.ends(stack, topics));
  }

  /** Whether the job has committed all records before the ends. */
  public boolean reached() throws IOException {
    return Lag.records(stack, Topics.committed(stack, group), ends) == 0;
  }
}

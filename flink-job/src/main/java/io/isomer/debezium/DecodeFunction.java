package io.isomer.debezium;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes messages behind the source. What cannot be decoded goes to the dead letters, and is safe
 * there before a checkpoint stores that the source has passed it.
 */
public final class DecodeFunction
    extends ProcessFunction<ConsumerRecord<byte[], byte[]>, ChangelogEvent>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  private final int epoch;
  private final DeadLetters.Factory<ConsumerRecord<byte[], byte[]>> deadLettersFactory;
  private transient DebeziumDecoder decoder;
  private transient DeadLetters<ConsumerRecord<byte[], byte[]>> deadLetters;

  /**
   * @param epoch the versions' epoch, 0 to 65,535
   */
  public DecodeFunction(
      int epoch, DeadLetters.Factory<ConsumerRecord<byte[], byte[]>> deadLettersFactory) {
    this.epoch = epoch;
    this.deadLettersFactory = deadLettersFactory;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new DebeziumDecoder(epoch);
    deadLetters = deadLettersFactory.open(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      ConsumerRecord<byte[], byte[]> message, Context context, Collector<ChangelogEvent> out)
      throws MalformedMessageException {
    ChangelogEvent event;
    try {
      event = decoder.decode(message);
    } catch (MalformedMessageException e) {
      deadLetters.add(
          message, new Rejection(MessageTable.of(message.value()), e.column(), e.getMessage()), e);
      decoder.rejected(message).ifPresent(out::collect); // the row's writer must know of the gap
      return;
    }
    if (event != null) {
      out.collect(event);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws IOException {
    deadLetters.flush();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // no state: messages are decoded one by one, and the source knows how far it has come
  }

  @Override
  public void close() {
    if (deadLetters != null) {
      deadLetters.close();
    }
  }
}

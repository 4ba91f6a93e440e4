package io.isomer.debezium;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import io.isomer.changelog.TableId;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the messages of the source. Undecodable messages become dead letters. They are durable
 * before a checkpoint stores that the source has passed them.
 */
public final class DecodeFunction
    extends ProcessFunction<ConsumerRecord<byte[], ByteBuffer>, ChangelogEvent>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  private final DecoderOptions options;
  private final DeadLetters.Factory<ConsumerRecord<byte[], ByteBuffer>> deadLettersFactory;
  private transient DebeziumDecoder decoder;
  private transient DeadLetters<ConsumerRecord<byte[], ByteBuffer>> deadLetters;

  /** Changes of tables that are not selected are counted as {@code decoder.skippedChanges}. */
  public DecodeFunction(
      DecoderOptions options,
      DeadLetters.Factory<ConsumerRecord<byte[], ByteBuffer>> deadLettersFactory) {
    this.options = options;
    this.deadLettersFactory = deadLettersFactory;
  }

  @Override
  public void open(OpenContext context) {
    Counter skipped =
        getRuntimeContext().getMetricGroup().addGroup("decoder").counter("skippedChanges");
    decoder = new DebeziumDecoder(options, skipped);
    deadLetters = deadLettersFactory.open(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      ConsumerRecord<byte[], ByteBuffer> message, Context context, Collector<ChangelogEvent> out)
      throws MalformedMessageException {
    List<ChangelogEvent> events;
    try {
      events = decoder.decode(message);
    } catch (MalformedMessageException e) {
      deadLetters.add(message, new Rejection(tableOf(message), e.column(), e.getMessage()), e);
      decoder.rejected(message).ifPresent(out::collect); // the row's writer records the gap
      return;
    }
    events.forEach(out::collect);
  }

  private static Optional<TableId> tableOf(ConsumerRecord<byte[], ByteBuffer> message) {
    return Optional.ofNullable(message.value()).map(MessageBytes::of).flatMap(TableIdProbe::of);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws IOException {
    deadLetters.flush();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // no state: messages are decoded one by one, and the source stores its offsets
  }

  @Override
  public void close() {
    if (deadLetters != null) {
      deadLetters.close();
    }
  }
}

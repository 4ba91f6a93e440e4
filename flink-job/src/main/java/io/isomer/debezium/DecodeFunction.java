package io.isomer.debezium;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import io.isomer.changelog.TableId;
import io.isomer.debezium.json.MalformedMessageException;
import io.isomer.debezium.json.MessageBytes;
import io.isomer.tables.TableRules;
import io.isomer.tables.TableSelection;
import io.isomer.tables.TopicTables;
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
 * Decodes messages behind the source. What cannot be decoded goes to the dead letters, and is safe
 * there before a checkpoint stores that the source has passed it.
 */
public final class DecodeFunction
    extends ProcessFunction<ConsumerRecord<byte[], ByteBuffer>, ChangelogEvent>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1;

  private final int epoch;
  private final TableSelection selection;
  private final TopicTables topicTables;
  private final TableRules rules;
  private final DeadLetters.Factory<ConsumerRecord<byte[], ByteBuffer>> deadLettersFactory;
  private transient DebeziumDecoder decoder;
  private transient DeadLetters<ConsumerRecord<byte[], ByteBuffer>> deadLetters;

  /**
   * Decodes the changes of every table, none of which is special, in whatever topics.
   *
   * @param epoch the versions' epoch, 0 to 65,535
   */
  public DecodeFunction(
      int epoch, DeadLetters.Factory<ConsumerRecord<byte[], ByteBuffer>> deadLettersFactory) {
    this(epoch, TableSelection.ALL, TopicTables.ANY, TableRules.NONE, deadLettersFactory);
  }

  /**
   * @param epoch the versions' epoch, 0 to 65,535
   * @param selection of the tables whose changes are decoded; others are counted as {@code
   *     skippedChanges} in the metrics' group {@code decoder}
   * @param topicTables refuses messages of other tables than their topics'
   * @param rules what is special about some of them
   */
  public DecodeFunction(
      int epoch,
      TableSelection selection,
      TopicTables topicTables,
      TableRules rules,
      DeadLetters.Factory<ConsumerRecord<byte[], ByteBuffer>> deadLettersFactory) {
    this.epoch = epoch;
    this.selection = selection;
    this.topicTables = topicTables;
    this.rules = rules;
    this.deadLettersFactory = deadLettersFactory;
  }

  @Override
  public void open(OpenContext context) {
    Counter skipped =
        getRuntimeContext().getMetricGroup().addGroup("decoder").counter("skippedChanges");
    decoder = new DebeziumDecoder(epoch, selection, topicTables, rules, skipped);
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
      decoder.rejected(message).ifPresent(out::collect); // the row's writer must know of the gap
      return;
    }
    events.forEach(out::collect);
  }

  private static Optional<TableId> tableOf(ConsumerRecord<byte[], ByteBuffer> message) {
    return Optional.ofNullable(message.value()).map(MessageBytes::of).flatMap(MessageTable::of);
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

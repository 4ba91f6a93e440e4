package io.isomer.debezium.envelope;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowVersion;
import io.isomer.changelog.TableId;
import io.isomer.debezium.schema.RowPlan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes a table's events of what was read; events of one shape share one schema. */
public final class EventFactory {

  private static final byte[] NONE = {};
  private static final RowIdentity.Key NO_KEY = new RowIdentity.Key(new int[0], NONE, null);

  private final String topic;
  private final int epoch;
  private final EnvelopeReader envelope;
  private ChangelogSchema lastSchema;
  private RowPlan lastPlan;

  public EventFactory(String topic, int epoch, EnvelopeReader envelope) {
    this.topic = topic;
    this.epoch = epoch;
    this.envelope = envelope;
  }

  public ChangelogEvent upsert(
      ConsumerRecord<byte[], ByteBuffer> message,
      Operation operation,
      RowIdentity.Key key,
      byte[] row)
      throws IOException {
    return event(operation, message, key, row);
  }

  public ChangelogEvent delete(ConsumerRecord<byte[], ByteBuffer> message, RowIdentity.Key key)
      throws IOException {
    return event(Operation.DELETE, message, key, NONE);
  }

  public ChangelogEvent truncate(ConsumerRecord<byte[], ByteBuffer> message) throws IOException {
    return event(Operation.TRUNCATE, message, NO_KEY, NONE);
  }

  private ChangelogEvent event(
      Operation operation,
      ConsumerRecord<byte[], ByteBuffer> message,
      RowIdentity.Key key,
      byte[] row)
      throws IOException {
    RowVersion version = envelope.source().version(operation, epoch);
    return new ChangelogEvent(
        schema(key.columns()),
        operation,
        version,
        message.partition(),
        message.offset(),
        envelope.source().committedAt(),
        key.values(),
        row);
  }

  private ChangelogSchema schema(int[] keyColumns) throws IOException {
    TableId table = envelope.source().table();
    if (lastSchema == null
        || lastPlan != envelope.plan()
        || !lastSchema.table().equals(table)
        || !Arrays.equals(lastSchema.keyColumns(), keyColumns)) {
      lastSchema = new ChangelogSchema(topic, table, envelope.plan().columns(), keyColumns);
      lastPlan = envelope.plan();
    }
    return lastSchema;
  }
}

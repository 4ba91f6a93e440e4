package io.isomer.debezium.envelope;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import io.isomer.changelog.TableId;
import io.isomer.debezium.schema.RowDecoder;
import io.isomer.targetformat.RowVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Creates the events of one table. Events of one shape share one schema. */
public final class EventFactory {

  private static final byte[] NO_ROW = {};

  private final String topic;
  private final int epoch;
  private ChangelogSchema lastSchema;
  private RowDecoder lastShape;

  public EventFactory(String topic, int epoch) {
    this.topic = topic;
    this.epoch = epoch;
  }

  public ChangelogEvent upsert(
      ConsumerRecord<byte[], ByteBuffer> message,
      Envelope envelope,
      Operation operation,
      RowKey key,
      byte[] row)
      throws IOException {
    return event(message, envelope, operation, key, row);
  }

  public ChangelogEvent delete(
      ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope, RowKey key)
      throws IOException {
    return event(message, envelope, Operation.DELETE, key, NO_ROW);
  }

  public ChangelogEvent truncate(ConsumerRecord<byte[], ByteBuffer> message, Envelope envelope)
      throws IOException {
    return event(message, envelope, Operation.TRUNCATE, RowKey.NONE, NO_ROW);
  }

  private ChangelogEvent event(
      ConsumerRecord<byte[], ByteBuffer> message,
      Envelope envelope,
      Operation operation,
      RowKey key,
      byte[] row)
      throws IOException {
    RowVersion version = envelope.source().version(operation, epoch);
    return new ChangelogEvent(
        schema(envelope, key.columns()),
        operation,
        version,
        message.partition(),
        message.offset(),
        envelope.source().committedAt(),
        key.values(),
        row);
  }

  private ChangelogSchema schema(Envelope envelope, int[] keyColumns) throws IOException {
    TableId table = envelope.source().table();
    RowDecoder shape = envelope.shape();
    if (lastSchema == null
        || lastShape != shape
        || !lastSchema.table().equals(table)
        || !Arrays.equals(lastSchema.keyColumns(), keyColumns)) {
      lastSchema = new ChangelogSchema(topic, table, shape.columns(), keyColumns);
      lastShape = shape;
    }
    return lastSchema;
  }
}

package io.isomer.debezium;

import io.isomer.changelog.ImmutableSerializer;
import io.isomer.debezium.json.MessageBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Writes topic, partition, offset, time, key, value and headers of a message. Source and decoder
 * are chained, so messages are passed on as objects. This form is used only when chaining is
 * disabled.
 */
public final class KafkaMessageSerializer
    extends ImmutableSerializer<ConsumerRecord<byte[], ByteBuffer>> {

  private static final long serialVersionUID = 1;
  private static final int NULL = -1;

  @Override
  public void serialize(ConsumerRecord<byte[], ByteBuffer> message, DataOutputView out)
      throws IOException {
    out.writeUTF(message.topic());
    out.writeInt(message.partition());
    out.writeLong(message.offset());
    out.writeLong(message.timestamp());
    writeBytes(message.key(), out);
    writeValue(message.value(), out);
    Header[] headers = message.headers().toArray();
    out.writeInt(headers.length);
    for (Header header : headers) {
      out.writeUTF(header.key());
      writeBytes(header.value(), out);
    }
  }

  @Override
  public ConsumerRecord<byte[], ByteBuffer> deserialize(DataInputView in) throws IOException {
    String topic = in.readUTF();
    int partition = in.readInt();
    long offset = in.readLong();
    long timestamp = in.readLong();
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    RecordHeaders headers = new RecordHeaders();
    for (int left = in.readInt(); left > 0; left--) {
      headers.add(in.readUTF(), readBytes(in));
    }
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        size(key),
        size(value),
        key,
        value == null ? null : ByteBuffer.wrap(value),
        headers,
        Optional.empty());
  }

  private static int size(byte[] bytes) {
    return bytes == null ? ConsumerRecord.NULL_SIZE : bytes.length;
  }

  private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    if (bytes == null) {
      out.writeInt(NULL);
      return;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void writeValue(ByteBuffer value, DataOutputView out) throws IOException {
    if (value == null) {
      out.writeInt(NULL);
      return;
    }
    MessageBytes bytes = MessageBytes.of(value);
    out.writeInt(bytes.size());
    out.write(bytes.array(), bytes.start(), bytes.size());
  }

  private static byte[] readBytes(DataInputView in) throws IOException {
    int size = in.readInt();
    if (size == NULL) {
      return null;
    }
    byte[] bytes = new byte[size];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public TypeSerializerSnapshot<ConsumerRecord<byte[], ByteBuffer>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot
      extends SimpleTypeSerializerSnapshot<ConsumerRecord<byte[], ByteBuffer>> {
    public Snapshot() {
      super(KafkaMessageSerializer::new);
    }
  }
}

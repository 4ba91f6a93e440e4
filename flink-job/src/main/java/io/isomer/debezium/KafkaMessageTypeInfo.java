package io.isomer.debezium;

import io.isomer.changelog.ImmutableTypeInfo;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Flink's type of a Kafka message. */
public final class KafkaMessageTypeInfo
    extends ImmutableTypeInfo<ConsumerRecord<byte[], ByteBuffer>> {

  private static final long serialVersionUID = 1;

  @Override
  public TypeSerializer<ConsumerRecord<byte[], ByteBuffer>> createSerializer(
      SerializerConfig config) {
    return new KafkaMessageSerializer();
  }

  @Override
  @SuppressWarnings("unchecked") // a class has no type arguments
  public Class<ConsumerRecord<byte[], ByteBuffer>> getTypeClass() {
    return (Class<ConsumerRecord<byte[], ByteBuffer>>) (Class<?>) ConsumerRecord.class;
  }
}

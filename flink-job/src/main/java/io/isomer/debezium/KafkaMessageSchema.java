package io.isomer.debezium;

import java.nio.ByteBuffer;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands Kafka's messages on as they are, for {@link DecodeFunction} to decode or reject. They are
 * to be read with {@link InPlaceDeserializer}.
 */
public final class KafkaMessageSchema
    implements KafkaRecordDeserializationSchema<ConsumerRecord<byte[], ByteBuffer>> {

  private static final long serialVersionUID = 1;

  @Override
  public void open(InitializationContext context) {
    NativeLz4.load();
  }

  @Override
  @SuppressWarnings("unchecked") // it is checked just there
  public void deserialize(
      ConsumerRecord<byte[], byte[]> message, Collector<ConsumerRecord<byte[], ByteBuffer>> out) {
    ConsumerRecord<byte[], ?> read = message;
    if (read.value() != null && !(read.value() instanceof ByteBuffer)) {
      throw new IllegalStateException(
          "the Kafka consumer must have the value.deserializer " + InPlaceDeserializer.class);
    }
    out.collect((ConsumerRecord<byte[], ByteBuffer>) read);
  }

  @Override
  public TypeInformation<ConsumerRecord<byte[], ByteBuffer>> getProducedType() {
    return new KafkaMessageTypeInfo();
  }
}

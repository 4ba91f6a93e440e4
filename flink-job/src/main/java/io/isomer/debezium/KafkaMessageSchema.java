package io.isomer.debezium;

import java.nio.ByteBuffer;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Passes Kafka messages on unchanged to {@link DecodeFunction}. The consumer must use {@link
 * InPlaceDeserializer}.
 */
public final class KafkaMessageSchema
    implements KafkaRecordDeserializationSchema<ConsumerRecord<byte[], ByteBuffer>> {

  private static final long serialVersionUID = 1;

  @Override
  public void open(InitializationContext context) {
    NativeLz4.load();
  }

  @Override
  @SuppressWarnings("unchecked") // checked above
  public void deserialize(
      ConsumerRecord<byte[], byte[]> message, Collector<ConsumerRecord<byte[], ByteBuffer>> out) {
    ConsumerRecord<byte[], ?> read = message;
    if (read.value() != null && !(read.value() instanceof ByteBuffer)) {
      throw new IllegalStateException(
          "value.deserializer of the Kafka consumer must be "
              + InPlaceDeserializer.class.getName());
    }
    out.collect((ConsumerRecord<byte[], ByteBuffer>) read);
  }

  @Override
  public TypeInformation<ConsumerRecord<byte[], ByteBuffer>> getProducedType() {
    return new KafkaMessageTypeInfo();
  }
}

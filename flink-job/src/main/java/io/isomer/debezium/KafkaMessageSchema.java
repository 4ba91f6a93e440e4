package io.isomer.debezium;

import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands Kafka's messages on as they are, for {@link DecodeFunction} to decode or reject. */
public final class KafkaMessageSchema
    implements KafkaRecordDeserializationSchema<ConsumerRecord<byte[], byte[]>> {

  private static final long serialVersionUID = 1;

  @Override
  public void open(InitializationContext context) {
    NativeLz4.load();
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> message, Collector<ConsumerRecord<byte[], byte[]>> out) {
    out.collect(message);
  }

  @Override
  public TypeInformation<ConsumerRecord<byte[], byte[]>> getProducedType() {
    return new KafkaMessageTypeInfo();
  }
}

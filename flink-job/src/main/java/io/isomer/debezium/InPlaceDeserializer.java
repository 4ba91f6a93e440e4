package io.isomer.debezium;

import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Leaves the values of messages in the buffers of the Kafka client. {@code ByteArrayDeserializer}
 * copies each value, and most of a value is a schema part that is only compared.
 *
 * <p>Flink's {@code KafkaSourceBuilder} rejects a class that itself declares to deserialize
 * anything but arrays. Hence this subclass. {@link KafkaMessageSchema} corrects the value type that
 * the source then assumes.
 */
public final class InPlaceDeserializer extends ByteBufferDeserializer {}

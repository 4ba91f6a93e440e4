package io.isomer.debezium;

import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Leaves messages' values where Kafka's client has them: {@code ByteArrayDeserializer} copies each,
 * and most of a value is a schema part that is only compared.
 *
 * <p>It is a class of its own because Flink's {@code KafkaSourceBuilder} refuses a class that
 * itself declares to deserialize anything but arrays. What the source's types then say of values is
 * wrong, and set right in {@link KafkaMessageSchema}.
 */
public final class InPlaceDeserializer extends ByteBufferDeserializer {}

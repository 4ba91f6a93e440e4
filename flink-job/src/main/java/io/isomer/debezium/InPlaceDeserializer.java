package io.isomer.debezium;

import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Leaves messages' values where Kafka's client has them: {@code ByteArrayDeserializer} copies each,
 * and most of a value is a schema part that is only compared. This is a class of its own because
 * the Kafka source refuses deserializers that are declared for anything but arrays, of which {@link
 * KafkaMessageSchema} alone has to know.
 */
public final class InPlaceDeserializer extends ByteBufferDeserializer {}

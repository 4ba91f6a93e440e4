package io.isomer.deadletter;

import java.io.Serializable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Opens clients of the cluster that has the messages and takes the dead letters. */
interface KafkaClients extends Serializable {

  /** The dead letters' topic. */
  String topic();

  /** A producer to the dead letters' topic, which exists when this returns. */
  Producer<byte[], byte[]> producer();

  /** A consumer that reads what is committed, has no group and no position. */
  Consumer<byte[], byte[]> consumer();
}

package io.isomer.testing.localstack.access;

import java.util.Map;

/** How a client reaches Kafka. */
@FunctionalInterface
public interface KafkaAccess {

  String kafkaBootstrapServers();

  /** Settings of Kafka's clients, beside the address. */
  default Map<String, String> kafkaClient() {
    return Map.of();
  }
}

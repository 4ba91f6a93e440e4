package io.isomer.testing.localstack;

/** How a client reaches Kafka Connect. */
@FunctionalInterface
public interface ConnectAccess {

  /** The REST interface. */
  String connectUrl();
}

package io.isomer.testing.localstack.access;

/** How a client reaches Kafka Connect. */
@FunctionalInterface
public interface ConnectAccess {

  /** The REST interface. */
  String connectUrl();
}

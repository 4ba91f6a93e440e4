package io.isomer.testing.localstack;

import io.isomer.testing.clickhouseserver.transport.Transport;
import java.util.List;
import java.util.Map;

/**
 * How the parts of a stack let clients in. They listen on the loopback interface only, and by
 * default that has to do: passwords for the databases, plain text on the wire.
 */
public interface StackSecurity {

  /** The default. */
  StackSecurity LOOPBACK = new StackSecurity() {};

  /** How ClickHouse is reached. */
  default Transport clickhouse() {
    return Transport.HTTP;
  }

  /** PostgreSQL's settings, as NAME=VALUE. */
  default List<String> postgresSettings() {
    return List.of();
  }

  /** What is behind the database in PostgreSQL's JDBC URL. */
  default String postgresUrlParameters() {
    return "";
  }

  /** Settings of Kafka's broker in place of the stack's own. */
  default Map<String, String> kafkaBroker() {
    return Map.of();
  }

  /** Arguments of {@code kafka-storage format}, as for users that are there from the beginning. */
  default List<String> kafkaFormat() {
    return List.of();
  }

  /** Settings of whoever connects to Kafka. */
  default Map<String, String> kafkaClient() {
    return Map.of();
  }

  /** Settings of Kafka Connect's worker in place of the stack's own. */
  default Map<String, String> connectWorker() {
    return Map.of();
  }

  /** Flink's settings beside the stack's own, for the JobManager, TaskManager and client alike. */
  default Map<String, String> flink() {
    return Map.of();
  }
}

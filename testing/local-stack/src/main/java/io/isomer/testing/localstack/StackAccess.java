package io.isomer.testing.localstack;

import java.util.Map;

/**
 * How a client gets into a stack's parts: addresses as this machine reaches them, users and
 * passwords. Whether the parts are processes or containers does not show.
 */
public interface StackAccess {

  /** Scripts, connectors and the pipeline's file that the stack was made from. */
  Installation installation();

  String postgresJdbcUrl();

  /** A user that may create and change tables, and whose tables are replicated. */
  String postgresUser();

  String postgresPassword();

  String kafkaBootstrapServers();

  /** Settings of Kafka's clients, beside the address. */
  default Map<String, String> kafkaClient() {
    return Map.of();
  }

  String connectUrl();

  String flinkUrl();

  /** ClickHouse's HTTP interface. */
  String clickhouseUrl();

  String clickhouseUser();

  String clickhousePassword();

  /** The database that tables are replicated into. */
  default String clickhouseDatabase() {
    return StackConfig.CLICKHOUSE_DATABASE;
  }
}

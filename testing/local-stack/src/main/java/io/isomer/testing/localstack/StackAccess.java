package io.isomer.testing.localstack;

import io.isomer.testing.localstack.access.ConnectAccess;
import io.isomer.testing.localstack.access.FlinkAccess;
import io.isomer.testing.localstack.access.KafkaAccess;

/**
 * How a client gets into a stack's parts: addresses as this machine reaches them, users and
 * passwords. Whether the parts are processes or containers does not show.
 */
public interface StackAccess extends KafkaAccess, ConnectAccess, FlinkAccess {

  /** Scripts, connectors and the pipeline's file that the stack was made from. */
  Installation installation();

  String postgresJdbcUrl();

  /** A user that may create and change tables, and whose tables are replicated. */
  String postgresUser();

  String postgresPassword();

  /** ClickHouse's HTTP interface. */
  String clickhouseUrl();

  String clickhouseUser();

  String clickhousePassword();

  /** The database that tables are replicated into. */
  default String clickhouseDatabase() {
    return StackConfig.CLICKHOUSE_DATABASE;
  }
}

package io.isomer.stack;

import java.nio.file.Path;

/**
 * Everything that tells one stack from another, and the addresses that follow from it.
 *
 * @param directory where all data, configuration and logs of the stack are
 */
public record StackConfig(
    Installation installation, Path directory, StackPorts ports, Secrets secrets) {

  public static final String HOST = "127.0.0.1";
  public static final String POSTGRES_USER = "postgres";
  public static final String POSTGRES_DATABASE = "postgres";
  public static final String CLICKHOUSE_USER = "isomer";
  public static final String CLICKHOUSE_DATABASE = "warehouse";

  /** The directory of one part. */
  public Path directory(PartName part) {
    return directory.resolve(part.id());
  }

  /** Where both Flink parts keep their configuration, checkpoints and savepoints. */
  public Path flinkDirectory() {
    return directory.resolve("flink");
  }

  public String postgresJdbcUrl() {
    return "jdbc:postgresql://" + HOST + ":" + ports.postgres() + "/" + POSTGRES_DATABASE;
  }

  public String kafkaBootstrapServers() {
    return HOST + ":" + ports.kafka();
  }

  public String connectUrl() {
    return http(ports.connect());
  }

  public String flinkUrl() {
    return http(ports.flinkRest());
  }

  public String clickhouseUrl() {
    return http(ports.clickhouse());
  }

  public String clickhouseJdbcUrl() {
    return "jdbc:clickhouse://" + HOST + ":" + ports.clickhouse() + "/" + CLICKHOUSE_DATABASE;
  }

  private static String http(int port) {
    return "http://" + HOST + ":" + port;
  }
}

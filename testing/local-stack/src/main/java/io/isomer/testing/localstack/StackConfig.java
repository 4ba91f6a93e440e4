package io.isomer.testing.localstack;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything that tells one stack from another, and the addresses that follow from it.
 *
 * @param directory where all data, configuration and logs of the stack are
 */
public record StackConfig(
    Installation installation,
    Path directory,
    StackPorts ports,
    Secrets secrets,
    StackSecurity security)
    implements StackAccess {

  /** With the default security. */
  public StackConfig(Installation installation, Path directory, StackPorts ports, Secrets secrets) {
    this(installation, directory, ports, secrets, StackSecurity.LOOPBACK);
  }

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

  @Override
  public String postgresJdbcUrl() {
    return "jdbc:postgresql://"
        + HOST
        + ":"
        + ports.postgres()
        + "/"
        + POSTGRES_DATABASE
        + security.postgresUrlParameters();
  }

  @Override
  public String postgresUser() {
    return POSTGRES_USER;
  }

  @Override
  public String postgresPassword() {
    return secrets.postgresPassword();
  }

  @Override
  public String kafkaBootstrapServers() {
    return HOST + ":" + ports.kafka();
  }

  @Override
  public Map<String, String> kafkaClient() {
    return security.kafkaClient();
  }

  @Override
  public String connectUrl() {
    return http(ports.connect());
  }

  @Override
  public String flinkUrl() {
    return http(ports.flinkRest());
  }

  @Override
  public String clickhouseUrl() {
    return security.clickhouse().scheme() + "://" + HOST + ":" + ports.clickhouse();
  }

  @Override
  public String clickhouseUser() {
    return CLICKHOUSE_USER;
  }

  @Override
  public String clickhousePassword() {
    return secrets.clickhousePassword();
  }

  public String clickhouseJdbcUrl() {
    return "jdbc:clickhouse://"
        + HOST
        + ":"
        + ports.clickhouse()
        + "/"
        + CLICKHOUSE_DATABASE
        + security.clickhouse().jdbcParameters();
  }

  private static String http(int port) {
    return "http://" + HOST + ":" + port;
  }
}

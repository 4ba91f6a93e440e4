package io.isomer.control.compose;

import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;

/** The containers' published ports, and users that {@code docker-compose.yml} names. */
public final class ComposeAccess implements StackAccess {

  private static final String USER = "isomer";

  private final Installation installation;
  private final int postgres;
  private final int kafka;
  private final int connect;
  private final int flink;
  private final int clickhouse;
  private final String postgresPassword;
  private final String clickhousePassword;

  /**
   * The access that a file of variables tells of.
   *
   * @throws IOException when it lacks a password, or a port is no number
   */
  public ComposeAccess(Installation installation, EnvFile env) throws IOException {
    this.installation = installation;
    // the defaults are those of docker-compose.yml
    this.postgres = port(env, "POSTGRES_PORT", 5432);
    this.kafka = port(env, "KAFKA_PORT", 9092);
    this.connect = port(env, "CONNECT_PORT", 8083);
    this.flink = port(env, "FLINK_PORT", 8081);
    this.clickhouse = port(env, "CLICKHOUSE_PORT", 8123);
    this.postgresPassword = env.required("ISOMER_POSTGRES_PASSWORD");
    this.clickhousePassword = env.required("CLICKHOUSE_PASSWORD");
  }

  private static int port(EnvFile env, String name, int otherwise) throws IOException {
    String value = env.values().getOrDefault(name, "");
    try {
      return value.isEmpty() ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IOException(env.path() + ": " + name + " is no port: " + value, e);
    }
  }

  @Override
  public Installation installation() {
    return installation;
  }

  @Override
  public String postgresJdbcUrl() {
    return "jdbc:postgresql://" + address(postgres) + "/" + StackConfig.POSTGRES_DATABASE;
  }

  @Override
  public String postgresUser() {
    return USER;
  }

  @Override
  public String postgresPassword() {
    return postgresPassword;
  }

  @Override
  public String kafkaBootstrapServers() {
    return address(kafka);
  }

  @Override
  public String connectUrl() {
    return "http://" + address(connect);
  }

  @Override
  public String flinkUrl() {
    return "http://" + address(flink);
  }

  @Override
  public String clickhouseUrl() {
    return "http://" + address(clickhouse);
  }

  @Override
  public String clickhouseUser() {
    return USER;
  }

  @Override
  public String clickhousePassword() {
    return clickhousePassword;
  }

  private static String address(int port) {
    return StackConfig.HOST + ":" + port;
  }
}

package io.isomer.stack.cli;

import io.isomer.stack.StackPorts;
import picocli.CommandLine.Option;

/** How a stack is started. */
final class StartOptions {

  private static final String DEFAULT = "default: ${DEFAULT-VALUE}";

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      defaultValue = "15432",
      description = "PostgreSQL; " + DEFAULT)
  private int postgres;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "19092",
      description = "Kafka; " + DEFAULT)
  private int kafka;

  @Option(
      names = "--kafka-controller-port",
      paramLabel = "PORT",
      defaultValue = "19093",
      description = "Kafka's controller; " + DEFAULT)
  private int kafkaController;

  @Option(
      names = "--connect-port",
      paramLabel = "PORT",
      defaultValue = "18083",
      description = "Kafka Connect's REST interface; " + DEFAULT)
  private int connect;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      defaultValue = "18081",
      description = "Flink's REST interface and dashboard; " + DEFAULT)
  private int flink;

  @Option(
      names = "--clickhouse-port",
      paramLabel = "PORT",
      defaultValue = "18123",
      description = "ClickHouse's HTTP interface; " + DEFAULT)
  private int clickhouse;

  @Option(
      names = "--no-restore",
      description =
          "start the job from the topics' beginning, not from its last savepoint or checkpoint")
  private boolean fresh;

  /** Whether the job goes on where it was; it starts afresh when there is nothing to go on from. */
  boolean restore() {
    return !fresh;
  }

  /** The ports to take, all on the loopback interface. */
  StackPorts ports() {
    return new StackPorts(postgres, kafka, kafkaController, connect, flink, clickhouse);
  }
}

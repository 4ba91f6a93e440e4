package io.isomer.control.stack;

import io.isomer.testing.localstack.StackPorts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a stack is started. */
public final class StartOptions {

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

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /**
   * For stacks that these options are not for.
   *
   * @throws ParameterException with the reason when one is given
   */
  void refuseAny(String reason) {
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      if (option.longestName().endsWith("-port") || option.longestName().equals("--no-restore")) {
        throw new ParameterException(
            command.commandLine(), option.longestName() + " is for the local stack: " + reason);
      }
    }
  }

  /** Whether the job goes on where it was; it starts afresh when there is nothing to go on from. */
  boolean restore() {
    return !fresh;
  }

  /** The ports to take, all on the loopback interface. */
  StackPorts ports() {
    return new StackPorts(postgres, kafka, kafkaController, connect, flink, clickhouse);
  }
}

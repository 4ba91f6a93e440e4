package io.isomer.control.service;

import io.isomer.control.connect.Connector;
import io.isomer.control.flink.FlinkCluster;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.flink.JobUpgrade;
import io.isomer.control.flink.PipelineJob;
import io.isomer.control.kafka.Topics;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The program of the compose stack's services {@code setup} and {@code watchdog}, for any Flink
 * session cluster whose files it can read and whose {@code flink} command it can run.
 */
@Command(
    name = "isomer-watchdog",
    description = "Starts a pipeline on existing servers, and keeps it running.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    footer = {
      "Environment variables, with the compose stack's values as defaults: FLINK_URL, FLINK_COMMAND,"
          + " FLINK_CHECKPOINTS, FLINK_SAVEPOINTS, JOB_DIRECTORY, JOB_JAR, JOB_PIPELINE,"
          + " CONNECT_URL, CONNECTORS, KAFKA_BOOTSTRAP_SERVERS, ALIVE_FILE."
    })
public final class WatchdogMain {

  private static final Duration SLOTS_LIMIT = Duration.ofMinutes(3);

  private final ServiceEnvironment environment = new ServiceEnvironment(System.getenv());
  private final FlinkCluster flink = environment.flink();

  private WatchdogMain() {}

  /** Ends with 0: done, 1: failed, 2: invalid arguments. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new WatchdogMain())
            .setExecutionExceptionHandler(WatchdogMain::explain)
            .execute(args));
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    log(failure.getMessage() == null ? failure.toString() : failure.getMessage());
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  @Command(
      description = {
        "Creates missing topics, registers the connectors and starts the job.",
        "Skips what exists already."
      },
      mixinStandardHelpOptions = true)
  int setup() throws IOException {
    List<Connector> connectors = Connector.in(environment.connectors());
    Topics.create(environment.kafka(), connectors);
    for (Connector connector : connectors) {
      connector.register(environment.connect());
      connector.awaitRunning(environment.connect());
      log("connector " + connector.name() + " runs");
    }
    PipelineJob job = new PipelineJob(flink);
    FlinkRest rest = new FlinkRest(flink);
    Await.until(
        "a TaskManager to offer a slot",
        SLOTS_LIMIT,
        () -> rest.activeJob(job.name()).isPresent() || rest.freeSlots() > 0);
    String id = job.startFromNewest(WatchdogMain::log);
    log("job " + job.name() + " runs: " + id);
    return 0;
  }

  @Command(
      description = {
        "Resubmits the job that a JobManager has lost, restarts failed connectors, and ends"
            + " transactions that Kafka has forgotten.",
        "Runs until it is killed."
      },
      mixinStandardHelpOptions = true)
  int watch() throws InterruptedException {
    try (Watchdogs watchdogs =
        new Watchdogs(
            flink, environment.connect(), environment.kafka(), WatchdogMain::log, this::touch)) {
      watchdogs.start();
      new CountDownLatch(1).await();
      return 0;
    }
  }

  private void touch() throws IOException {
    Files.write(environment.aliveFile(), new byte[0]);
  }

  @Command(
      description = "Stops the job with a savepoint. It stays stopped until setup starts it.",
      mixinStandardHelpOptions = true)
  int stop() throws IOException {
    try {
      Optional<String> savepoint = new PipelineJob(flink).stop();
      log(savepoint.map(path -> "the job's state is in " + path).orElse("no job runs"));
      return 0;
    } catch (IOException e) {
      throw new IOException(
          "the job was not stopped with a savepoint; the next start resumes from its last"
              + " checkpoint: "
              + e.getMessage(),
          e);
    }
  }

  @Command(
      description = {
        "Stops the job with a savepoint and resumes from it with another jar.",
        "If that jar fails, the job resumes with the old one, and the exit code is 1."
      },
      mixinStandardHelpOptions = true)
  int upgrade(
      @Parameters(paramLabel = "JAR") Path jar,
      @Option(
              names = "--wait",
              paramLabel = "SECONDS",
              defaultValue = "180",
              description =
                  "how long the new job may take until it runs and has completed a checkpoint;"
                      + " default: ${DEFAULT-VALUE}")
          long waitSeconds)
      throws IOException {
    Duration patience = Duration.ofSeconds(waitSeconds);
    return new JobUpgrade(flink, patience, WatchdogMain::log).to(jar) ? 0 : 1;
  }

  private static void log(String message) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + message);
  }
}

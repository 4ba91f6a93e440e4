package io.isomer.testing.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.connect.Connector;
import io.isomer.control.flink.FlinkRest;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import io.isomer.testing.processes.GuardedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program of the compose stack's services setup and watchdog, without Docker. */
@ExtendWith(StackExtension.class)
class WatchdogITCase {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String NAME = "isomer-dw-currency";
  private static final String OTHER = "isomer_watchdog";

  private final DeployedStack stack;

  @TempDir private Path dir;
  private WatchdogProgram program;
  private String before;

  WatchdogITCase(DeployedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void theJobRuns() throws IOException {
    program = new WatchdogProgram(config(), dir);
    stack.awaitEqual();
    before = activeJob();
  }

  private StackConfig config() {
    return stack.stack().config();
  }

  private String activeJob() throws IOException {
    return stack.flink().activeJob(NAME).orElseThrow().id();
  }

  @Test
  void leavesAStoppedJobAloneUntilSetupResumesIt() throws Exception {
    try (GuardedProcess watch = program.watch()) {
      WatchdogProgram.Run stop = program.run("stop");
      assertThat(stop.output()).contains("the job's state is in file:");
      assertThat(stop.exitCode()).isZero();
      program.awaitCheck();
      Part jobManager = stack.stack().part(PartName.JOBMANAGER);
      jobManager.kill();
      jobManager.restart(); // so that it has never heard of the job
      Await.until("a free slot", LIMIT, () -> stack.flink().freeSlots() > 0);
      program.awaitCheck();
      assertThat(stack.flink().jobs()).as(program.log()).isEmpty();

      WatchdogProgram.Run setup = program.run("setup");
      assertThat(setup.output()).contains("connector dw-currency runs", "job " + NAME + " runs: ");
      assertThat(setup.exitCode()).isZero();
      assertThat(stack.flink().restoredFrom(activeJob()).orElseThrow()).contains("/savepoint-");
      WatchdogProgram.Run again = program.run("setup");
      assertThat(again.output()).contains("job " + NAME + " runs: " + activeJob());
      assertThat(watch.isAlive()).isTrue();
    }
    changesArrive("stopped");
  }

  @Test
  void resubmitsTheJobOfAKilledJobManager() throws Exception {
    try (GuardedProcess watch = program.watch()) {
      program.awaitCheck();
      Part jobManager = stack.stack().part(PartName.JOBMANAGER);
      jobManager.kill();
      jobManager.restart();
      FlinkRest flink = stack.flink();
      Await.until("the job", LIMIT, () -> flink.activeJob(NAME).isPresent(), program::log);
      stack.pipeline().job().awaitRunning(activeJob());
      assertThat(flink.restoredFrom(activeJob()).orElseThrow()).contains("/" + before + "/chk-");
      assertThat(watch.isAlive()).isTrue();
    }
    changesArrive("killed");
  }

  @Test
  void restartsAFailedConnector() throws Exception {
    Connector connector = failingConnector();
    try (GuardedProcess watch = program.watch()) {
      connector.register(config());
      Await.until(
          "the connector to be restarted",
          LIMIT,
          () -> program.log().contains("connector " + OTHER + " has failed and is restarted"),
          program::log);
      stack.execute("CREATE PUBLICATION " + OTHER + " FOR TABLE dw_currency");
      Await.until(
          "the connector to run",
          LIMIT,
          () -> connector.states(config()).equals(List.of("RUNNING", "RUNNING")),
          program::log);
      assertThat(watch.isAlive()).isTrue();
    } finally {
      remove(connector);
    }
  }

  /** Its publication does not exist yet. */
  private Connector failingConnector() throws IOException {
    ObjectNode settings =
        Connector.in(config().installation().connectors()).get(0).settings().deepCopy();
    settings.put("publication.name", OTHER).put("publication.autocreate.mode", "disabled");
    settings.put("slot.name", OTHER).put("slot.drop.on.stop", "true");
    settings.put("topic.prefix", OTHER).put("snapshot.mode", "no_data");
    return new Connector(OTHER, settings);
  }

  private void remove(Connector connector) throws Exception {
    Http.sendJson("DELETE", config().connectUrl() + "/connectors/" + connector.name(), "");
    Await.until(
        "the connector's slot to be free",
        LIMIT,
        () ->
            stack
                .query(
                    "SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = '%s'"
                        .formatted(OTHER))
                .equals("0"));
    stack.execute(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '%s'"
            .formatted(OTHER),
        "DROP PUBLICATION IF EXISTS " + OTHER);
  }

  @Test
  void goesBackWhenANewJarFails() throws Exception {
    Path broken = Files.writeString(dir.resolve("broken.jar"), "no");
    try (GuardedProcess watch = program.watch()) {
      WatchdogProgram.Run upgrade = program.run("upgrade", "--wait", "5", broken.toString());
      assertThat(upgrade.output()).contains("from the old jar again");
      assertThat(upgrade.exitCode()).isEqualTo(1);
      assertThat(activeJob()).isNotEqualTo(before);
      assertThat(stack.flink().restoredFrom(activeJob()).orElseThrow()).contains("/savepoint-");
      assertThat(watch.isAlive()).isTrue();
    }
    changesArrive("upgraded");
  }

  private void changesArrive(String code) throws Exception {
    stack.execute(
        "INSERT INTO dw_currency (currency_code) VALUES ('%s')".formatted(code),
        "UPDATE dw_currency SET value_to_try = 3 WHERE currency_code = '%s'".formatted(code));
    stack.awaitEqual();
  }
}

package io.isomer.testing.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.flink.FlinkCli;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.processes.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** What each section of {@code docs/OPERATIONS.md} is for: how it comes about, and what is then. */
final class OperationsTroubles {

  private static final List<TopicPartition> PARTITIONS =
      List.of(
          new TopicPartition("isomer.public.dw_currency", 0),
          new TopicPartition("isomer.public.dw_currency", 1));
  private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed. Path: (\\S+)");
  private static final String MINIMUM = "min_free_disk_bytes_to_perform_insert";

  private OperationsTroubles() {}

  interface Step {
    void take(OperationsStack stack) throws Exception;
  }

  /**
   * @param made before the section's commands
   * @param meanwhile after the first block of commands
   * @param mended what must hold after the last
   */
  record Trouble(Step made, Step meanwhile, Step mended) {}

  private static final Step NOTHING = stack -> {};

  /** By the section's heading. */
  static Map<String, Trouble> bySection() {
    Map<String, Trouble> troubles = new LinkedHashMap<>();
    troubles.put(
        "Upgrade",
        new Trouble(
            s -> s.makeJar("NEW.jar"),
            s -> runsFrom(s, s.home().resolve("NEW.jar")),
            s -> runsFrom(s, s.config().installation().jobJar())));
    troubles.put("Rescale", new Trouble(NOTHING, NOTHING, OperationsTroubles::isRescaled));
    troubles.put(
        "Roll back",
        new Trouble(
            s -> s.makeJar("OLD.jar"),
            OperationsTroubles::runWrongJar,
            OperationsTroubles::isMended));
    troubles.put(
        "A part has died",
        new Trouble(
            s -> s.kill(PartName.JOBMANAGER),
            OperationsTroubles::hasItsJobUntilSomebodyCancelsIt,
            OperationsTroubles::goesOnWhereItWas));
    troubles.put(
        "Slot lost",
        new Trouble(OperationsTroubles::loseSlot, OperationsTroubles::snapshotIsRefused, NOTHING));
    troubles.put(
        "Failover",
        new Trouble(
            s -> new RestoredServer(s).takeThePlace(), NOTHING, OperationsTroubles::isInNextEpoch));
    troubles.put(
        "Disk full",
        new Trouble(OperationsTroubles::fillDisk, OperationsTroubles::makeRoom, NOTHING));
    troubles.put(
        "Dead letters",
        new Trouble(OperationsTroubles::poison, OperationsTroubles::mendValue, NOTHING));
    troubles.put("Wrong copy", new Trouble(OperationsTroubles::spoil, NOTHING, NOTHING));
    troubles.put(
        "Offset expired", new Trouble(OperationsTroubles::expireOffsets, NOTHING, NOTHING));
    return troubles;
  }

  private static void isRescaled(OperationsStack stack) {
    Await.until(
        "the job to be as wide as it was asked to be",
        OperationsStack.LIMIT,
        () -> stack.flink().parallelism(stack.activeJob()).equals(OptionalInt.of(4)));
  }

  private static void runsFrom(OperationsStack stack, Path jar) throws Exception {
    assertThat(stack.keptJar()).hasSameBinaryContentAs(jar);
  }

  /** Wrong values of right versions, which no change brings again; and changes that one does. */
  private static void runWrongJar(OperationsStack stack) throws Exception {
    runsFrom(stack, stack.home().resolve("OLD.jar"));
    stack.postgres(
        "UPDATE dw_currency SET currency_name = 'since' WHERE currency_code LIKE 'KEPT2%'",
        "DELETE FROM dw_currency WHERE currency_code = 'KEPT21'");
    stack.awaitEqual();
    stack.clickHouse(
        "INSERT INTO warehouse.dw_currency__versions SELECT * REPLACE ('wrong' AS currency_name)"
            + " FROM warehouse.dw_currency__versions FINAL WHERE currency_code LIKE 'KEPT33%'");
    assertThat(wrongRows(stack)).isEqualTo("11");
  }

  private static void isMended(OperationsStack stack) throws Exception {
    assertThat(wrongRows(stack)).isEqualTo("0");
  }

  private static String wrongRows(OperationsStack stack) throws Exception {
    return stack.clickHouse(
        "SELECT count() FROM warehouse.dw_currency WHERE currency_name = 'wrong'");
  }

  private static void hasItsJobUntilSomebodyCancelsIt(OperationsStack stack) throws Exception {
    Await.until(
        "the job to run again",
        OperationsStack.LIMIT,
        () -> stack.flink().allTasksRunning(stack.activeJob()));
    new FlinkCli(stack.config()).capture("cancel", stack.activeJob());
    Await.until(
        "the job to end",
        OperationsStack.LIMIT,
        () -> stack.flink().activeJob(OperationsStack.JOB).isEmpty());
    stack.postgres("DELETE FROM dw_currency WHERE currency_code = 'KEPT20'");
  }

  private static void goesOnWhereItWas(OperationsStack stack) throws Exception {
    assertThat(stack.flink().restoredFrom(stack.activeJob())).isPresent();
  }

  private static void loseSlot(OperationsStack stack) throws Exception {
    stack.connector("stop");
    Await.until(
        "the slot to be dropped",
        OperationsStack.LIMIT,
        () -> {
          stack.postgres("SELECT pg_drop_replication_slot('isomer_dw_currency')");
          return true;
        });
    stack.postgres(
        "UPDATE dw_currency SET currency_name = 'unseen' WHERE currency_code = 'KEPT1'",
        "DELETE FROM dw_currency WHERE currency_code = 'KEPT2'",
        "INSERT INTO dw_currency (currency_code) VALUES ('UNSEEN')");
    stack.connector("resume");
  }

  private static void snapshotIsRefused(OperationsStack stack) throws Exception {
    awaitLetter(stack, "Run ./isomer resync public.dw_currency");
    assertThat(
            stack.clickHouse(
                "SELECT count() FROM warehouse.dw_currency WHERE currency_code IN ('KEPT2', 'UNSEEN')"))
        .as("the old copy: a row that is deleted, none that is new")
        .isEqualTo("1");
    stack.postgres(
        "UPDATE dw_currency SET currency_name = 'stopped' WHERE currency_code = 'KEPT3'");
  }

  private static void isInNextEpoch(OperationsStack stack) throws Exception {
    stack.postgres("UPDATE dw_currency SET value_to_try = 8 WHERE currency_code = 'KEPT1'");
    stack.awaitEqual();
    assertThat(
            stack.clickHouse(
                "SELECT max(bitShiftRight(_version, 112)) FROM warehouse.dw_currency__versions"))
        .isEqualTo("1");
    assertThat(stack.document("./isomer dead-letters replay --all"))
        .as("letters of the former epoch stay there")
        .contains("0 messages sent");
  }

  private static void fillDisk(OperationsStack stack) throws Exception {
    stack.clickHouse(
        "ALTER TABLE warehouse.dw_currency__versions MODIFY SETTING "
            + MINIMUM
            + " = 1000000000000000000");
    stack.postgres("INSERT INTO dw_currency (currency_code) VALUES ('FULL')");
    Await.until(
        "the job to try again",
        OperationsStack.LIMIT,
        () ->
            Files.readString(
                    stack.config().directory(PartName.TASKMANAGER).resolve("taskmanager.log"))
                .contains("the disk is full"));
  }

  private static void makeRoom(OperationsStack stack) throws Exception {
    stack.clickHouse("ALTER TABLE warehouse.dw_currency__versions RESET SETTING " + MINIMUM);
  }

  private static void poison(OperationsStack stack) throws Exception {
    stack.postgres(
        "INSERT INTO dw_currency (currency_code, currency_date) VALUES ('POISON', '12000-01-01')");
    awaitLetter(stack, "currency_date");
  }

  private static void awaitLetter(OperationsStack stack, String reason) {
    Await.until(
        "a dead letter with " + reason,
        OperationsStack.LIMIT,
        () -> stack.document("./isomer dead-letters list").contains(reason));
  }

  private static void mendValue(OperationsStack stack) throws Exception {
    stack.postgres(
        "UPDATE dw_currency SET currency_date = '2000-01-01' WHERE currency_code = 'POISON'");
  }

  /** No change of these rows would surpass their versions. */
  private static void spoil(OperationsStack stack) throws Exception {
    stack.clickHouse(
        "INSERT INTO warehouse.dw_currency__versions SELECT * REPLACE ('spoiled' AS currency_name,"
            + " bitShiftLeft(toUInt128(1), 127) AS _version) FROM warehouse.dw_currency__versions FINAL"
            + " WHERE currency_code LIKE 'KEPT1%'");
    assertThat(
            stack.clickHouse(
                "SELECT count() FROM warehouse.dw_currency WHERE currency_name = 'spoiled'"))
        .isEqualTo("112");
  }

  private static void expireOffsets(OperationsStack stack) throws Exception {
    FlinkCli cli = new FlinkCli(stack.config());
    Matcher savepoint = SAVEPOINT.matcher(cli.capture("stop", stack.activeJob()).output());
    assertThat(savepoint.find()).isTrue();
    long before = ends(stack);
    stack.postgres(
        "INSERT INTO dw_currency (currency_code) SELECT 'GONE' || n FROM generate_series(1, 50) n",
        "DELETE FROM dw_currency WHERE currency_code = 'KEPT3'");
    Await.until("the changes in Kafka", OperationsStack.LIMIT, () -> ends(stack) >= before + 51);
    try (Admin admin = KafkaPart.admin(stack.config())) {
      for (TopicPartition partition : PARTITIONS) {
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
      }
    }
    String jar = stack.config().installation().jobJar().toString();
    String pipeline = stack.config().installation().pipelineConfig().toString();
    cli.capture("run", "-d", "-s", savepoint.group(1), jar, "--config", pipeline);
    Await.until(
        "the job to fail",
        OperationsStack.LIMIT,
        () -> stack.flink().activeJob(OperationsStack.JOB).isEmpty());
    assertThat(stack.document("./isomer status")).contains("Kafka has no message at");
  }

  private static long ends(OperationsStack stack) throws Exception {
    try (Admin admin = KafkaPart.admin(stack.config())) {
      long ends = 0;
      for (TopicPartition partition : PARTITIONS) {
        ends +=
            admin
                .listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
      }
      return ends;
    }
  }
}

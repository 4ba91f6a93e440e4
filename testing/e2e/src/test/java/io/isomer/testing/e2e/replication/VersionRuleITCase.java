package io.isomer.testing.e2e.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.e2e.oracle.TopicVersions;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.processes.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rule that versions rest on: in Kafka's order a row's versions never fall, whoever is killed
 * meanwhile.
 */
@ExtendWith(StackExtension.class)
class VersionRuleITCase {

  private static final String TOPIC = "isomer.public.dw_currency";
  private static final int CLIENTS = 3;
  private static final int ROWS = 20;

  /** Half of them before a part is killed, the other half while it is down or comes up. */
  private static final int TRANSACTIONS_AROUND_A_KILL = 300;

  /** The three messages of a transaction for each of three kills; nearly always there is none. */
  private static final int MOST_REPEATED = 3 * 3;

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final DeployedStack stack;

  VersionRuleITCase(DeployedStack stack) {
    this.stack = stack;
  }

  @Test
  void versionsNeverFallWhileConnectAndPostgresAreKilled() throws Exception {
    TopicVersions.Result versions =
        afterKilling(PartName.CONNECT, PartName.POSTGRES, PartName.CONNECT);
    assertThat(versions.repeated())
        .as("redelivered: the connector may repeat the transaction that it was killed in")
        .isLessThanOrEqualTo(MOST_REPEATED);
  }

  /** Kills the parts one after the other under load, and looks at the versions. */
  private TopicVersions.Result afterKilling(PartName... parts) throws Exception {
    stack.awaitEqual();
    Map<TopicPartition, Long> start = TopicVersions.ends(stack.stack().config(), TOPIC);
    stack.execute("DELETE FROM dw_currency WHERE currency_code LIKE 'V%'");
    stack.execute(
        "INSERT INTO dw_currency (currency_code) SELECT 'V' || n FROM generate_series(1, "
            + ROWS
            + ") n");
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger committed = new AtomicInteger();
    Semaphore allowed = new Semaphore(0);
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(i);
      clients.add(
          CompletableFuture.runAsync(() -> client(stack, random, allowed, done, committed)));
    }
    for (PartName killed : parts) {
      int before = committed.get();
      allowed.release(TRANSACTIONS_AROUND_A_KILL);
      awaitCommitted(before + TRANSACTIONS_AROUND_A_KILL / 2, committed);
      Part part = stack.stack().part(killed);
      part.kill();
      part.restart();
      Await.until("all transactions to have begun", LIMIT, () -> allowed.availablePermits() == 0);
    }
    done.set(true);
    clients.forEach(CompletableFuture::join);
    stack.awaitEqual();

    TopicVersions.Result versions = TopicVersions.follow(stack.stack().config(), start);
    assertThat(versions.falls()).isEmpty();
    assertThat(versions.altered()).isEmpty();
    assertThat(versions.messages()).isGreaterThan(2 * TRANSACTIONS_AROUND_A_KILL);
    return versions;
  }

  private static void awaitCommitted(int target, AtomicInteger committed) {
    Await.until(target + " transactions", LIMIT, () -> committed.get() >= target);
  }

  /** Commits transactions that overlap with those of other clients; survives a killed server. */
  private static void client(
      DeployedStack stack,
      Random random,
      Semaphore allowed,
      AtomicBoolean done,
      AtomicInteger committed) {
    while (!done.get()) {
      Await.until(
          "PostgreSQL to take transactions again",
          LIMIT,
          () -> {
            try (Connection connection = PostgresPart.connect(stack.stack().config())) {
              connection.setAutoCommit(false);
              while (!done.get()) {
                if (allowed.tryAcquire(20, TimeUnit.MILLISECONDS)) {
                  transaction(connection, random);
                  committed.incrementAndGet();
                }
              }
            }
            return true;
          });
    }
  }

  private static void transaction(Connection connection, Random random) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int first = 1 + random.nextInt(ROWS);
      for (int row = first; row <= ROWS && row < first + 3; row++) { // in order: no deadlock
        statement.execute(
            "UPDATE dw_currency SET value_to_try = %d WHERE currency_code = 'V%d'"
                .formatted(random.nextInt(), row));
      }
    }
    connection.commit();
  }
}

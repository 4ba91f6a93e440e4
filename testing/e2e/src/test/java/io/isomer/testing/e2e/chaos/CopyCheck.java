package io.isomer.testing.e2e.chaos;

import io.isomer.control.kafka.CopiedOffsets;
import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import io.isomer.verify.Checkpoint;
import io.isomer.verify.CopyProgress;
import io.isomer.verify.Outcome;
import io.isomer.verify.PostgresFactory;
import io.isomer.verify.Settings;
import io.isomer.verify.SlotProgress;
import io.isomer.verify.TableResult;
import io.isomer.verify.Verifier;
import io.isomer.verify.VerifyListener;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.TableResolver;
import io.isomer.verify.database.UncomparableException;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Waits until the copy has all of the source, and compares the two. */
final class CopyCheck {

  private static final Settings SETTINGS = new Settings(20_000, 1, 0, Duration.ofSeconds(90), 100);

  private final StackConfig config;
  private final List<String> slots;

  CopyCheck(StackConfig config, List<String> slots) {
    this.config = config;
    this.slots = slots;
  }

  private Postgres connect() throws SQLException {
    return Postgres.connect(
        config.postgresJdbcUrl(), config.postgresUser(), config.postgresPassword());
  }

  /** Returns when the copy has what the source has now. */
  void awaitCaughtUp(Duration limit, Runnable check) throws IOException, SQLException {
    try (Postgres postgres = connect()) {
      CopyProgress.Barrier barrier = new Progress(postgres).barrier();
      Await.until(
          "the copy to catch up",
          limit,
          () -> {
            check.run();
            return barrier.passed();
          },
          barrier::waitingFor);
    }
  }

  /**
   * Compares the tables value by value, but for those with a type that verification does not know.
   *
   * @param tables as {@code schema.table}
   * @return what is not equal, in words
   */
  List<String> differences(List<String> tables) throws Exception {
    ClickHouse clickhouse =
        new ClickHouse(
            URI.create(config.clickhouseUrl()),
            config.clickhouseDatabase(),
            config.clickhouseUser(),
            config.clickhousePassword());
    PostgresFactory sessions = this::connect;
    List<String> differences = new ArrayList<>();
    try (Postgres postgres = connect()) {
      TableResolver resolver = new TableResolver(clickhouse, "{schema}.{table}", List.of());
      Verifier verifier =
          new Verifier(sessions, postgres, clickhouse, resolver, new Progress(postgres), SETTINGS);
      List<SourceTable> found = Catalog.tables(postgres.connection());
      for (String name : tables) {
        SourceTable table =
            found.stream().filter(each -> each.fullName().equals(name)).findFirst().orElseThrow();
        if (!isComparable(resolver, table)) {
          continue;
        }
        TableResult result = verifier.verify(table, Checkpoint.none(), new VerifyListener() {});
        if (result.outcome() != Outcome.EQUAL) {
          differences.add(name + ": " + result.outcome() + " " + result);
        }
      }
    }
    return differences;
  }

  private static boolean isComparable(TableResolver resolver, SourceTable table)
      throws IOException {
    try {
      resolver.resolve(table);
      return true;
    } catch (UncomparableException e) {
      return false;
    }
  }

  /** The slots are confirmed, and the job has committed the topics' ends of that time. */
  private final class Progress implements CopyProgress {

    private final Postgres postgres;

    Progress(Postgres postgres) {
      this.postgres = postgres;
    }

    @Override
    public Barrier barrier() throws SQLException, IOException {
      List<Barrier> confirmed = new ArrayList<>();
      for (String slot : slots) {
        confirmed.add(new SlotProgress(postgres, slot, Duration.ZERO).barrier());
      }
      emitMessage();
      return new Barrier() {
        private CopiedOffsets ends;

        @Override
        public boolean passed() throws IOException, SQLException {
          for (Barrier each : confirmed) {
            if (!each.passed()) {
              return false;
            }
          }
          if (ends == null) {
            ends = CopiedOffsets.at(config, ChaosStack.GROUP, topics());
          }
          return ends.reached();
        }

        @Override
        public String waitingFor() {
          return ends == null ? "slots " + slots + " to be confirmed" : "the job's checkpoint";
        }
      };
    }
  }

  /**
   * A connector confirms a position with the next change that it is sent: each is sent this one.
   */
  private void emitMessage() throws SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_logical_emit_message(true, 'chaos', '')");
    }
  }

  private List<String> topics() throws IOException {
    try (Admin admin = KafkaPart.admin(config)) {
      return admin.listTopics().names().get().stream()
          .filter(topic -> topic.matches("(isomer|" + ChaosStack.PREFIX + ")\\..*"))
          .toList();
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException("cannot list topics", e);
    }
  }
}

package io.isomer.testing.e2e.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.connect.Connector;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.verify.PipelineProgress;
import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.verify.Checkpoint;
import io.isomer.verify.Outcome;
import io.isomer.verify.PostgresFactory;
import io.isomer.verify.RowDifference;
import io.isomer.verify.RowDifference.Kind;
import io.isomer.verify.Settings;
import io.isomer.verify.TableResult;
import io.isomer.verify.Verifier;
import io.isomer.verify.VerifyListener;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.TableResolver;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Verification and repair over the whole chain under load: no false alarm, nothing missed, nothing
 * lost.
 */
@ExtendWith(StackExtension.class)
class VerifyITCase {

  private static final Settings SETTINGS = new Settings(2000, 2, 0, Duration.ofSeconds(120), 1000);

  private static final String LOAD =
      """
      BEGIN;
      INSERT INTO dw_currency (currency_code, value_to_try)
        SELECT 'LOAD', random() FROM generate_series(1, 5);
      UPDATE dw_currency SET value_to_try = random() WHERE id IN
        (SELECT id FROM dw_currency WHERE currency_code = 'LOAD' ORDER BY random() LIMIT 5);
      DELETE FROM dw_currency WHERE id IN
        (SELECT id FROM dw_currency WHERE currency_code = 'LOAD' ORDER BY random() LIMIT 2);
      COMMIT;
      SELECT pg_sleep(0.02)
      """;

  @Test
  void findsAndRepairsWhatIsPlantedAndNothingElse(DeployedStack stack) throws Exception {
    stack.execute(
        "INSERT INTO dw_currency (currency_code, value_to_try)"
            + " SELECT 'STILL', n FROM generate_series(1, 3000) n");
    stack.awaitEqual();
    StackConfig config = stack.stack().config();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<SQLException> failure = new AtomicReference<>();
    Thread load = new Thread(() -> load(config, stop, failure), "load");
    load.start();
    try {
      TableResult clean = verify(config, "");
      assertThat(clean.failure()).isEmpty();
      assertThat(clean.differences()).isEmpty();
      assertThat(clean.unsettled()).isEmpty();

      plant(config);
      TableResult planted = verify(config, "");
      assertThat(planted.differences())
          .extracting(RowDifference::kind)
          .containsExactlyInAnyOrder(Kind.DIFFERENT, Kind.MISSING, Kind.GHOST);

      TableResult repaired = verify(config, "{table}__versions");
      assertThat(repaired.repaired()).hasSize(3);
      assertThat(repaired.outcome()).isEqualTo(Outcome.EQUAL);
    } finally {
      stop.set(true);
      load.join();
    }
    assertThat((Throwable) failure.get()).isNull();
    stack.awaitEqual();
    assertThat(verify(config, "").outcome()).isEqualTo(Outcome.EQUAL);
  }

  /** Nothing changes in the source that the connector could confirm. */
  @Test
  void findsAndRepairsInAnIdleSource(DeployedStack stack) throws Exception {
    stack.execute(
        "INSERT INTO dw_currency (currency_code, value_to_try)"
            + " SELECT 'STILL', n FROM generate_series(7, 9) n",
        "CREATE TABLE IF NOT EXISTS unpublished (n int)");
    stack.awaitEqual();
    stack.execute("INSERT INTO unpublished SELECT generate_series(1, 1000)");
    StackConfig config = stack.stack().config();
    plant(config);
    long begin = System.nanoTime();
    TableResult planted = verify(config, "");
    assertThat(planted.unsettled()).isEmpty();
    assertThat(planted.differences()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(planted.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(jar(config)).as("the verifier's own jar, by the slot").isEqualTo(1);
    TableResult repaired = verify(config, "{table}__versions");
    assertThat(repaired.outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(jar(config)).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SETTINGS.patience());
    assertThat(stack.compare().identical()).isTrue();
  }

  /** One bit, a row less, and a row more; behind the pipeline's back. */
  private static void plant(StackConfig config) throws Exception {
    ClickHouseSql clickhouse = new ClickHouseSql(config);
    // in a subquery: a condition would mean the replaced column
    String still =
        " FROM (SELECT * FROM warehouse.dw_currency__versions FINAL"
            + " WHERE currency_code = 'STILL' AND value_to_try = %d)";
    String insert = "INSERT INTO warehouse.dw_currency__versions SELECT * REPLACE (";
    clickhouse.execute(
        insert
            + "reinterpretAsFloat64(bitXor(reinterpretAsUInt64(assumeNotNull(value_to_try)), 1))"
            + " AS value_to_try, _version + 1 AS _version)"
            + still.formatted(7));
    clickhouse.execute(insert + "1 AS _is_deleted, _version + 1 AS _version)" + still.formatted(8));
    clickhouse.execute(insert + "generateUUIDv4() AS id)" + still.formatted(9));
  }

  private static void load(
      StackConfig config, AtomicBoolean stop, AtomicReference<SQLException> failure) {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      while (!stop.get()) {
        statement.execute(LOAD);
      }
    } catch (SQLException e) {
      failure.set(e);
    }
  }

  /** Runs the jar as anybody would, and gives its exit code. */
  private static int jar(StackConfig config) throws Exception {
    ProcessBuilder verifier =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                config.installation().home().resolve("verify/target/isomer-verify.jar").toString(),
                "--postgres",
                config.postgresJdbcUrl(),
                "--postgres-user",
                StackConfig.POSTGRES_USER,
                "--clickhouse",
                config.clickhouseUrl(),
                "--clickhouse-database",
                StackConfig.CLICKHOUSE_DATABASE,
                "--clickhouse-user",
                StackConfig.CLICKHOUSE_USER,
                "--slot",
                "isomer_dw_currency",
                "--settle",
                "3",
                "public.dw_currency")
            .inheritIO();
    verifier.environment().put("POSTGRES_PASSWORD", config.secrets().postgresPassword());
    verifier.environment().put("CLICKHOUSE_PASSWORD", config.secrets().clickhousePassword());
    return verifier.start().waitFor();
  }

  private static TableResult verify(StackConfig config, String versions) throws Exception {
    PostgresFactory sessions =
        () ->
            Postgres.connect(
                config.postgresJdbcUrl(),
                StackConfig.POSTGRES_USER,
                config.secrets().postgresPassword());
    ClickHouse clickhouse =
        new ClickHouse(
            URI.create(config.clickhouseUrl()),
            StackConfig.CLICKHOUSE_DATABASE,
            StackConfig.CLICKHOUSE_USER,
            config.secrets().clickhousePassword());
    try (Postgres postgres = sessions.connect()) {
      Connector connector = Connector.in(config.installation().connectors()).get(0);
      SourceTable table =
          Catalog.tables(postgres.connection()).stream()
              .filter(each -> each.fullName().equals("public.dw_currency"))
              .findFirst()
              .orElseThrow();
      return new Verifier(
              sessions,
              postgres,
              clickhouse,
              new TableResolver(clickhouse, "{table}", List.of()),
              new PipelineProgress(config, postgres, connector, "isomer"),
              SETTINGS)
          .repairingIn(versions)
          .verify(table, Checkpoint.none(), new VerifyListener() {});
    }
  }
}

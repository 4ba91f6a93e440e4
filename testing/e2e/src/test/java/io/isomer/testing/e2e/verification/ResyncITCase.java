package io.isomer.testing.e2e.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.connect.Connector;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.verify.PipelineProgress;
import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import io.isomer.verify.Outcome;
import io.isomer.verify.PostgresFactory;
import io.isomer.verify.Settings;
import io.isomer.verify.TableResult;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.resync.Resync;
import io.isomer.verify.resync.ResyncListener;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A copy is rebuilt over the whole chain, under load, before the eyes of a reader. */
@ExtendWith(StackExtension.class)
class ResyncITCase {

  private static final int STILL = 3000;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Settings SETTINGS =
      new Settings(10_000, 2, 0, Duration.ofSeconds(120), 1000);

  /** A clock of the source's, and changes that come and go. */
  private static final String LOAD =
      """
      BEGIN;
      UPDATE dw_currency SET value_to_try = value_to_try + 1 WHERE currency_code = 'TICK';
      INSERT INTO dw_currency (currency_code, value_to_try)
        SELECT 'FLOW', random() FROM generate_series(1, 5);
      UPDATE dw_currency SET value_to_try = random() WHERE id IN
        (SELECT id FROM dw_currency WHERE currency_code = 'FLOW' ORDER BY random() LIMIT 5);
      DELETE FROM dw_currency WHERE id IN
        (SELECT id FROM dw_currency WHERE currency_code = 'FLOW' ORDER BY random() LIMIT 2);
      COMMIT;
      SELECT pg_sleep(0.02)
      """;

  @Test
  void readersSeeTheOldCopyUntilTheyAllSeeTheNewOne(DeployedStack stack) throws Exception {
    StackConfig config = stack.stack().config();
    stack.execute(
        "INSERT INTO dw_currency (currency_code, value_to_try)"
            + " SELECT 'ROCK', n FROM generate_series(1, "
            + STILL
            + ") n",
        "INSERT INTO dw_currency (currency_code, value_to_try) VALUES ('TICK', 1)");
    stack.awaitEqual();
    spoil(config);
    Load load = new Load(config);
    Reader reader = new Reader(config);
    TableResult result;
    try {
      result = resync(config);
    } finally {
      reader.stop();
      load.stop();
    }
    assertThat(load.failure()).isNull();
    assertThat(reader.failure()).isNull();
    assertThat(result.failure()).isEmpty();
    assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.EQUAL);
    assertThat(reader.rocks()).as("the copy's states").containsExactly(state(true), state(false));
    assertThat(reader.backwards()).as("steps back in time").isEmpty();
    assertThat(reader.reads()).isGreaterThan(20);
    stack.awaitEqual();

    // the rows whose versions were above all to come follow their source again
    stack.execute(
        "UPDATE dw_currency SET value_to_try = -value_to_try WHERE currency_code = 'ROCK'",
        "DELETE FROM dw_currency WHERE currency_code = 'TICK'");
    stack.awaitEqual();
    assertThat(
            new ClickHouseSql(config)
                .execute(
                    "SELECT count() FROM system.tables WHERE database = 'warehouse' AND name LIKE '%resync%'"))
        .isEqualToIgnoringWhitespace("0");
  }

  /** No log has any more what a dropped letter held; only the source knows the rows. */
  @Test
  void rowsWhoseDeadLettersWereDroppedAreInTheNewCopy(DeployedStack stack) throws Exception {
    StackConfig config = stack.stack().config();
    stack.execute(
        "INSERT INTO dw_currency (currency_code, currency_name)"
            + " SELECT 'LETTER', 'row ' || n FROM generate_series(1, 3) n");
    stack.awaitEqual();
    stopTableWhileRowsChange(stack);
    stack.execute(
        "ALTER TABLE dw_currency ALTER COLUMN value_to_try TYPE double precision"
            + " USING value_to_try::double precision",
        "INSERT INTO dw_currency (currency_code, currency_name) VALUES ('LETTER', 'since')");
    Await.until("the table to go on", LIMIT, () -> letterRows(config).contains("since"));
    assertThat(letterRows(config)).as("without its letters").isEqualTo("row 1,row 2,row 3,since");

    TableResult result = resync(config);
    assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.EQUAL);
    assertThat(letterRows(config)).isEqualTo("changed,new,row 3,since");
    stack.execute("DELETE FROM dw_currency WHERE currency_code = 'LETTER'");
    stack.awaitEqual();
  }

  /** Another type, which stops the table: its changes become letters, which are deleted. */
  private static void stopTableWhileRowsChange(DeployedStack stack) throws Exception {
    StackConfig config = stack.stack().config();
    String name = DeadLetterTopic.configured(config.installation().pipelineConfig()).orElseThrow();
    DeadLetterTopic letters = new DeadLetterTopic(config, name);
    int before = letters.read().size();
    stack.execute(
        "ALTER TABLE dw_currency ALTER COLUMN value_to_try TYPE text",
        "UPDATE dw_currency SET currency_name = 'changed' WHERE currency_name = 'row 1'",
        "DELETE FROM dw_currency WHERE currency_name = 'row 2'",
        "INSERT INTO dw_currency (currency_code, currency_name) VALUES ('LETTER', 'new')");
    Await.until("three dead letters", LIMIT, () -> letters.read().size() >= before + 3);
    try (Admin admin = KafkaPart.admin(config)) {
      TopicPartition partition = new TopicPartition(name, 0);
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
    }
    assertThat(letters.read()).isEmpty();
  }

  private static String letterRows(StackConfig config) throws IOException {
    return new ClickHouseSql(config)
        .execute(
            "SELECT arrayStringConcat(arraySort(groupArray(currency_name)), ',')"
                + " FROM warehouse.dw_currency WHERE currency_code = 'LETTER'")
        .strip();
  }

  /** Rows of ROCK and the sum of their values: 1 to 10 are missing or added, 11 to 20 are wrong. */
  private static String state(boolean spoiled) {
    long sum = STILL * (STILL + 1L) / 2;
    return !spoiled ? STILL + "\t" + sum : STILL + "\t" + (sum - 55 + 10 * 5000 + 10 * 1000);
  }

  /** As after a failover to lower positions: ghosts, missing and wrong rows with high versions. */
  private static void spoil(StackConfig config) throws Exception {
    ClickHouseSql clickhouse = new ClickHouseSql(config);
    String rows =
        " FROM (SELECT * FROM warehouse.dw_currency__versions FINAL"
            + " WHERE currency_code = 'ROCK' AND value_to_try BETWEEN %d AND %d)";
    String insert =
        "INSERT INTO warehouse.dw_currency__versions SELECT * REPLACE (_version + pow(2, 100)::UInt128 AS _version, ";
    clickhouse.execute(insert + "value_to_try + 1000 AS value_to_try)" + rows.formatted(11, 20));
    clickhouse.execute(
        insert + "generateUUIDv4() AS id, 5000 AS value_to_try)" + rows.formatted(1, 10));
    clickhouse.execute(insert + "1 AS _is_deleted)" + rows.formatted(1, 10));
  }

  private static TableResult resync(StackConfig config) throws Exception {
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
      return new Resync(
              sessions, clickhouse, "{table}__versions", 0, SETTINGS, new ResyncListener() {})
          .run(table, postgres, new PipelineProgress(config, postgres, connector, "isomer"));
    }
  }

  private static final class Load extends Repeated {

    private final Connection connection;

    Load(StackConfig config) throws SQLException {
      connection = PostgresPart.connect(config);
      start();
    }

    @Override
    void once() throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(LOAD);
      }
    }

    @Override
    void stop() throws Exception {
      super.stop();
      connection.close();
    }
  }

  /** Notes each state of the rows that nobody changes, and whether the clock goes back. */
  private static final class Reader extends Repeated {

    private static final String QUERY =
        "SELECT countIf(currency_code = 'ROCK'), toInt64(sumIf(value_to_try, currency_code = 'ROCK')),"
            + " toInt64(sumIf(value_to_try, currency_code = 'TICK')) FROM warehouse.dw_currency"
            + " FORMAT TabSeparated";

    private final ClickHouseSql clickhouse;
    private final List<String> rocks = new ArrayList<>();
    private final List<String> backwards = new ArrayList<>();
    private long tick;
    private int reads;

    Reader(StackConfig config) {
      clickhouse = new ClickHouseSql(config);
      start();
    }

    @Override
    void once() throws IOException {
      String[] row = clickhouse.execute(QUERY).strip().split("\t");
      String state = row[0] + "\t" + row[1];
      if (rocks.isEmpty() || !rocks.get(rocks.size() - 1).equals(state)) {
        rocks.add(state);
      }
      long now = Long.parseLong(row[2]);
      if (now < tick) {
        backwards.add(tick + " then " + now);
      }
      tick = now;
      reads++;
    }

    List<String> rocks() {
      return rocks;
    }

    List<String> backwards() {
      return backwards;
    }

    int reads() {
      return reads;
    }
  }
}

package io.isomer.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.ClickHousePart;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackListener;
import io.isomer.testing.localstack.StackPorts;
import io.isomer.testing.processes.Await;
import io.isomer.verify.cli.VerifyMain;
import io.isomer.verify.database.ClickHouse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier's command over long times: within its rate, and past databases that are down. */
class LongRunsITCase {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int ROWS = 8000;
  private static final int ROWS_PER_SECOND = 2000;

  private StackConfig config;
  private PostgresPart postgres;
  private ClickHousePart clickhouse;
  private Path metrics;

  @BeforeEach
  void start() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "long-runs").toRealPath();
    config =
        new StackConfig(Installation.locate(), directory, StackPorts.free(), Secrets.in(directory));
    metrics = directory.resolve("verify.prom");
    postgres = new PostgresPart(config);
    clickhouse = new ClickHousePart(config, StackListener.NONE);
    postgres.start();
    clickhouse.start();
    postgres.awaitReady();
    source("CREATE TABLE watched (id int PRIMARY KEY, v int)");
    copy("CREATE TABLE watched (id Int32, v Nullable(Int32)) ENGINE = MergeTree ORDER BY id");
  }

  @AfterEach
  void stop() {
    clickhouse.stop();
    postgres.stop();
  }

  private void source(String sql) throws SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void copy(String sql) throws Exception {
    new ClickHouse(
            URI.create(config.clickhouseUrl()),
            "default",
            StackConfig.CLICKHOUSE_USER,
            config.secrets().clickhousePassword())
        .rows(sql);
  }

  private int verify(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--postgres", config.postgresJdbcUrl(),
                "--postgres-user", StackConfig.POSTGRES_USER,
                "--postgres-password", config.secrets().postgresPassword(),
                "--clickhouse", config.clickhouseUrl(),
                "--clickhouse-user", StackConfig.CLICKHOUSE_USER,
                "--clickhouse-password", config.secrets().clickhousePassword(),
                "--settle", "0"));
    arguments.addAll(List.of(more));
    arguments.add("public.watched");
    return VerifyMain.execute(arguments.toArray(String[]::new));
  }

  @Test
  void readsNoMoreRowsInASecondThanItMay() throws Exception {
    source("INSERT INTO watched SELECT n, n FROM generate_series(1, " + ROWS + ") n");
    source("ANALYZE watched");
    copy("INSERT INTO watched SELECT number + 1, number + 1 FROM numbers(" + ROWS + ")");
    long begin = System.nanoTime();
    assertThat(verify("--max-rows-per-second", String.valueOf(ROWS_PER_SECOND))).isZero();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(took).isGreaterThanOrEqualTo(Duration.ofSeconds(ROWS / ROWS_PER_SECOND));
  }

  @Test
  void watchesPastDatabasesThatAreDown() throws Exception {
    source("INSERT INTO watched VALUES (1, 1)");
    copy("INSERT INTO watched VALUES (1, 1)");
    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, UTF_8));
    Thread watch =
        new Thread(() -> verify("--watch", "1", "--metrics-file", metrics.toString()), "watch");
    watch.start();
    try {
      awaitOutcome(0);
      postgres.stop();
      Await.until(
          "PostgreSQL to be missed",
          LIMIT,
          () -> errors.toString(UTF_8).contains("not compared: "));
      postgres.start();
      postgres.awaitReady();
      source("INSERT INTO watched VALUES (2, 2)");
      awaitOutcome(1);
      clickhouse.stop();
      awaitOutcome(2);
      clickhouse.start();
      clickhouse.awaitReady();
      awaitOutcome(1);
      copy("INSERT INTO watched VALUES (2, 2)");
      awaitOutcome(0);
      assertThat(watch.isAlive()).isTrue();
    } finally {
      watch.interrupt();
      watch.join();
      System.setErr(before);
    }
  }

  @Test
  void watchesPastATableThatIsGoneAndDatabasesThatDoNotAnswer() throws Exception {
    source("INSERT INTO watched VALUES (1, 1)");
    copy("INSERT INTO watched VALUES (1, 1)");
    PrintStream before = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, UTF_8));
    Thread watch =
        new Thread(
            () ->
                verify("--watch", "1", "--answer-limit", "2", "--metrics-file", metrics.toString()),
            "watch");
    watch.start();
    try {
      awaitOutcome(0);
      source("ALTER TABLE watched RENAME TO away");
      awaitTold(errors, "not compared: PostgreSQL has no table public.watched");
      source("ALTER TABLE away RENAME TO watched");
      try (Connection connection = PostgresPart.connect(config);
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("LOCK TABLE watched IN ACCESS EXCLUSIVE MODE");
        awaitOutcome(2);
        connection.rollback();
      }
      awaitOutcome(0);
      signal("-STOP");
      awaitOutcome(2);
      signal("-CONT");
      awaitOutcome(0);
      assertThat(watch.isAlive()).isTrue();
    } finally {
      signal("-CONT");
      watch.interrupt();
      watch.join();
      System.setErr(before);
    }
  }

  private void signal(String signal) throws Exception {
    new ProcessBuilder("kill", signal, String.valueOf(clickhouse.pid())).start().waitFor();
  }

  private static void awaitTold(ByteArrayOutputStream errors, String text) {
    Await.until(
        text, LIMIT, () -> errors.toString(UTF_8).contains(text), () -> errors.toString(UTF_8));
  }

  private void awaitOutcome(int outcome) {
    String line = "isomer_verify_outcome{table=\"public.watched\"} " + outcome;
    Await.until(
        line,
        LIMIT,
        () -> Files.exists(metrics) && Files.readString(metrics).contains(line),
        () -> {
          try {
            return Files.exists(metrics) ? Files.readString(metrics) : "no metrics";
          } catch (IOException e) {
            return e.toString();
          }
        });
  }
}

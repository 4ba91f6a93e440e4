package io.isomer.verify;

import static java.time.Duration.ZERO;

import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import io.isomer.testing.localstack.ClickHousePart;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackListener;
import io.isomer.testing.localstack.StackPorts;
import io.isomer.verify.cli.ProgressFactory;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.TableResolver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** PostgreSQL and ClickHouse, one of each for all tests; they end with the JVM. */
final class TwoDatabases {

  static final String DATABASE = "verified";

  private static final TwoDatabases SHARED = start();

  private final StackConfig config;
  private final Connection source;
  private final ClickHouse clickhouse;

  private TwoDatabases(StackConfig config) throws SQLException, IOException {
    this.config = config;
    this.source = PostgresPart.connect(config);
    clickhouse("default").rows("CREATE DATABASE " + DATABASE);
    this.clickhouse = clickhouse(DATABASE);
    copy(
        "CREATE TABLE isomer_truncations (table_name String, floor UInt128)"
            + " ENGINE = ReplacingMergeTree(floor) ORDER BY table_name");
  }

  static TwoDatabases shared() {
    return SHARED;
  }

  private static TwoDatabases start() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "verify").toRealPath();
      StackConfig config =
          new StackConfig(
              Installation.locate(), directory, StackPorts.free(), Secrets.in(directory));
      PostgresPart postgres = new PostgresPart(config);
      postgres.start();
      new ClickHousePart(config, StackListener.NONE).start();
      postgres.awaitReady();
      return new TwoDatabases(config);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("the databases did not start", e);
    }
  }

  private ClickHouse clickhouse(String database) {
    return new ClickHouse(
        URI.create(config.clickhouseUrl()),
        database,
        StackConfig.CLICKHOUSE_USER,
        config.secrets().clickhousePassword());
  }

  /** The addresses as the verifier's own command takes them. */
  List<String> arguments() {
    return List.of(
        "--postgres", config.postgresJdbcUrl(),
        "--postgres-user", StackConfig.POSTGRES_USER,
        "--postgres-password", config.secrets().postgresPassword(),
        "--clickhouse", config.clickhouseUrl(),
        "--clickhouse-database", DATABASE,
        "--clickhouse-user", StackConfig.CLICKHOUSE_USER,
        "--clickhouse-password", config.secrets().clickhousePassword());
  }

  ClickHouse clickhouse() {
    return clickhouse;
  }

  Connection connect() throws SQLException {
    return PostgresPart.connect(config);
  }

  Postgres session() throws SQLException {
    return Postgres.connect(
        config.postgresJdbcUrl(), StackConfig.POSTGRES_USER, config.secrets().postgresPassword());
  }

  /** Runs statements in PostgreSQL. */
  void source(String... statements) throws SQLException {
    try (Statement statement = source.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Runs statements in ClickHouse. */
  void copy(String... statements) throws IOException {
    for (String sql : statements) {
      clickhouse.rows(sql);
    }
  }

  SourceTable table(String schema, String name) throws SQLException {
    return Catalog.tables(source).stream()
        .filter(table -> table.schema().equals(schema) && table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Small ranges, so that a few thousand rows are several. */
  static Settings settings() {
    return new Settings(1000, 2, 0, Duration.ofSeconds(60), 1000);
  }

  TableResult verify(String schema, String name, String target) throws Exception {
    return verify(schema, name, target, "", postgres -> new SlotProgress(postgres, "", ZERO));
  }

  /** As {@link #verify(String, String, String)}, and writes what differs anew. */
  TableResult repair(String table) throws Exception {
    return verify(
        "public",
        table,
        "{table}",
        "{table}__versions",
        postgres -> new SlotProgress(postgres, "", ZERO));
  }

  /**
   * @param versions the template of the tables to repair; empty for none
   */
  TableResult verify(
      String schema, String name, String target, String versions, ProgressFactory progress)
      throws Exception {
    return verify(
        table(schema, name), target, versions, progress, settings(), new VerifyListener() {});
  }

  /**
   * @param versions the template of the tables to repair; empty for none
   */
  TableResult verify(
      SourceTable table,
      String target,
      String versions,
      ProgressFactory progress,
      Settings settings,
      VerifyListener listener)
      throws Exception {
    PostgresFactory sessions = this::session;
    try (Postgres postgres = sessions.connect()) {
      return new Verifier(
              sessions,
              postgres,
              clickhouse,
              new TableResolver(clickhouse, target, List.of()),
              progress.on(postgres),
              settings)
          .repairingIn(versions)
          .verify(table, Checkpoint.none(), listener);
    }
  }
}

package io.isomer.testing.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.connect.Connector;
import io.isomer.control.ddl.DdlProcess;
import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.sql.SqlScript;
import io.isomer.control.temporary.TemporaryConnector;
import io.isomer.control.temporary.TemporaryPipeline;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.e2e.oracle.TopicVersions;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/** The scenarios' schemas, a connector for each group of settings, and one job for them all. */
final class ScenarioPipeline {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int COPIED_ROWS_A_SECOND = 1_000; // at least
  private static final Duration PHASE =
      Duration.ofSeconds(120 + KeyScenarios.COPIED_ROWS / COPIED_ROWS_A_SECOND);
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);
  static final String DATABASE = "scenarios";
  private static final String NAME = "scenarios";

  private static final Map<String, String> OPTIONS =
      Map.of(
          "pipeline.checkpoint-interval", "5 s",
          "kafka.topic-pattern", "(shipped|via_root|other_modes)\\..*",
          "kafka.discovery-interval", "1 s",
          "clickhouse.table-template", "{schema}_{table}__versions",
          "clickhouse.view-template", "{schema}_{table}");

  /** Two writers, and two readers for three partitions of each topic. */
  private static final int PARALLELISM = 2;

  private final DeployedStack stack;
  private final StackConfig config;
  private final List<Scenario> scenarios;
  private final TemporaryPipeline pipeline;
  private long phaseBegin;

  ScenarioPipeline(DeployedStack stack, List<Scenario> scenarios) {
    this.stack = stack;
    this.config = stack.stack().config();
    this.scenarios = scenarios;
    this.pipeline = new TemporaryPipeline(config, NAME);
  }

  /** Creates the schemas, their tables and their rows. */
  void createTables() throws IOException, SQLException {
    new ClickHouseSql(config).execute("CREATE DATABASE " + DATABASE);
    Map<ScenarioConnector, List<String>> schemas = new EnumMap<>(ScenarioConnector.class);
    stack.execute(
        "CREATE EXTENSION IF NOT EXISTS hstore",
        "CREATE EXTENSION IF NOT EXISTS citext",
        "CREATE EXTENSION IF NOT EXISTS ltree");
    for (Scenario scenario : scenarios) {
      stack.execute("CREATE SCHEMA " + scenario.schema());
      schemas
          .computeIfAbsent(scenario.connector(), each -> new ArrayList<>())
          .add(scenario.schema());
      try (SourceSchema source = open(scenario)) {
        source.execute(scenario.tables().toArray(String[]::new));
        source.execute(scenario.rows().toArray(String[]::new));
      } catch (SQLException e) {
        throw new SQLException("scenario \"" + scenario + "\": " + e.getMessage(), e);
      }
    }
    createTopics();
    for (Map.Entry<ScenarioConnector, List<String>> each : schemas.entrySet()) {
      stack.execute(each.getKey().publication(each.getValue()));
    }
  }

  /**
   * Connect would create one at a time, within a transaction of its producer that would take longer
   * than it may.
   */
  private void createTopics() throws IOException, SQLException {
    List<NewTopic> topics = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      try (SourceSchema source = open(scenario)) {
        for (String table : source.publishedTables(scenario.connector().viaRoot())) {
          String name = scenario.connector().topicPrefix() + "." + scenario.schema() + "." + table;
          topics.add(
              new NewTopic(name, scenario.partitions(), (short) 1)
                  .configs(scenario.connector().connector(config).connector().topicSettings()));
        }
      }
    }
    pipeline.createTopics(topics);
  }

  SourceSchema open(Scenario scenario) throws SQLException {
    return new SourceSchema(stack, scenario.schema());
  }

  /** Registers the connectors, and returns when they have taken their snapshots. */
  void start() throws IOException {
    List<TemporaryConnector> connectors = new ArrayList<>();
    for (ScenarioConnector each : connectors()) {
      connectors.add(each.connector(config));
    }
    pipeline.connect(connectors);
    pipeline.awaitStreaming();
  }

  /** Submits the job, and returns when it runs. */
  void submit() throws IOException {
    Map<String, String> options = pipeline.withDeadLetters();
    options.putAll(OPTIONS);
    options.put(
        "clickhouse.url",
        config.clickhouseJdbcUrl().replace(StackConfig.CLICKHOUSE_DATABASE, DATABASE));
    pipeline.submit(PARALLELISM, options, "");
  }

  private Set<ScenarioConnector> connectors() {
    Set<ScenarioConnector> used = EnumSet.noneOf(ScenarioConnector.class);
    scenarios.forEach(scenario -> used.add(scenario.connector()));
    return used;
  }

  /** Why the job has failed or restarted; empty when it has not. */
  String failure() throws IOException {
    return pipeline.failure();
  }

  /** Begins to count the time in which all tables are to become equal. */
  void beginPhase() {
    phaseBegin = System.nanoTime();
  }

  /** What is left of the phase's time; a little more for tables that are equal by then. */
  Duration patience() {
    Duration left = PHASE.minusNanos(System.nanoTime() - phaseBegin);
    return left.compareTo(LAST_LOOK) > 0 ? left : LAST_LOOK;
  }

  /** Waits until the views of the scenario's tables equal them, value by value. */
  void awaitEqual(Scenario scenario) throws IOException, SQLException {
    refuseFailed(scenario.connector());
    try (SourceSchema source = open(scenario)) {
      for (String table : source.publishedTables(scenario.connector().viaRoot())) {
        if (!table.equals(scenario.hidden())) {
          awaitEqual(source, scenario.schema(), table);
        }
      }
    }
  }

  private void refuseFailed(ScenarioConnector each) throws IOException {
    Connector connector = each.connector(config).connector();
    if (connector.states(config).contains("FAILED")) {
      connector.awaitRunning(config); // restarts it, so that other scenarios go on
      throw new IllegalStateException("connector " + connector.name() + " had failed");
    }
  }

  private void awaitEqual(SourceSchema source, String schema, String table) {
    String[] seen = {""};
    String view = DATABASE + ".\"" + schema + "_" + table + "\"";
    Await.until(
        schema + "." + table + " to be equal on both sides",
        patience(),
        () -> {
          TableComparison.Result result =
              new TableComparison(
                      source.connection(), new ClickHouseSql(config), schema, table, view)
                  .compare();
          seen[0] = result.toString();
          return result.identical();
        },
        () -> seen[0]);
  }

  /** The reasons of all dead letters of the scenario's tables. */
  List<String> refusals(Scenario scenario) throws IOException {
    return pipeline.deadLetters().read().stream()
        .filter(letter -> isOf(letter, scenario))
        .map(DeadLetter::reason)
        .toList();
  }

  /** The dead letters that no scenario tells of. */
  List<String> unexpectedLetters() throws IOException {
    return pipeline.deadLetters().read().stream()
        .filter(letter -> scenarios.stream().noneMatch(scenario -> tellsOf(scenario, letter)))
        .map(letter -> letter.place() + ": " + letter.reason())
        .toList();
  }

  private static boolean tellsOf(Scenario scenario, DeadLetter letter) {
    return isOf(letter, scenario)
        && scenario.refusals().stream().anyMatch(letter.reason()::contains);
  }

  private static boolean isOf(DeadLetter letter, Scenario scenario) {
    return letter.place().contains("." + scenario.schema() + ".");
  }

  /** The versions of all messages of a table. */
  TopicVersions.Result versions(Scenario scenario, String table) throws IOException {
    String topic = scenario.connector().topicPrefix() + "." + scenario.schema() + "." + table;
    return TopicVersions.follow(config, TopicVersions.beginnings(config, topic));
  }

  void drop(String database) throws IOException {
    new ClickHouseSql(config).execute("DROP DATABASE IF EXISTS " + database);
  }

  /** Columns, with their types, of all targets and views whose names begin so. */
  List<String> columns(String database, String prefix) throws IOException {
    return new ClickHouseSql(config)
        .execute(
            "SELECT table, name, type FROM system.columns WHERE database = '%s'".formatted(database)
                + " AND startsWith(table, '%s') ORDER BY table, position".formatted(prefix))
        .lines()
        .toList();
  }

  /** Runs what {@code ./isomer ddl} prints for tables, in another database than the job's. */
  void runPrintedDdl(String tables, String database) throws IOException {
    DdlProcess.Output printed =
        DdlProcess.of(config, config.directory().resolve(NAME + ".yaml"), tables);
    assertThat(printed.exitCode()).as(printed.text()).isZero();
    ClickHouseSql clickhouse = new ClickHouseSql(config);
    clickhouse.execute("CREATE DATABASE " + database);
    for (String statement : SqlScript.statements(printed.text())) {
      clickhouse.execute(statement.replace("`" + DATABASE + "`.", "`" + database + "`."));
    }
  }

  /** Leaves the stack to other tests as it was. */
  void remove() throws Exception {
    pipeline.close();
    for (Scenario scenario : scenarios) {
      stack.execute("DROP SCHEMA IF EXISTS " + scenario.schema() + " CASCADE");
    }
    drop(DATABASE);
  }
}

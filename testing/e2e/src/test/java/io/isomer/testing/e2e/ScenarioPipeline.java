package io.isomer.testing.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.connect.Connector;
import io.isomer.control.ddl.DdlProcess;
import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.flink.FlinkCli;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.sql.SqlScript;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The scenarios' schemas, a connector for each group of settings, and one job for them all. */
final class ScenarioPipeline {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final int COPIED_ROWS_A_SECOND = 1_000; // at least
  private static final Duration PHASE =
      Duration.ofSeconds(120 + KeyScenarios.COPIED_ROWS / COPIED_ROWS_A_SECOND);
  private static final Duration LAST_LOOK = Duration.ofSeconds(5);
  static final String DATABASE = "scenarios";
  private static final String LETTERS = "scenarios.dead-letters";
  private static final String TOPICS = "(shipped|via_root|other_modes)\\..*";
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");

  private static final String ACTIVE =
      "SELECT active FROM pg_replication_slots WHERE slot_name = '%s'";
  private static final String DROP =
      "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '%s'";

  /** Two writers, and two readers for three partitions of each topic. */
  private static final String PARALLELISM = "2";

  private static final String CONFIG =
      """
      pipeline: {name: scenarios, checkpoint-interval: 5 s}
      kafka:
        bootstrap-servers: ${KAFKA_BOOTSTRAP_SERVERS}
        topic-pattern: TOPICS
        group-id: scenarios
        discovery-interval: 1 s
      dead-letters: {topic: LETTERS}
      clickhouse:
        url: CLICKHOUSE_DATABASE
        user: ${CLICKHOUSE_USER}
        password: ${CLICKHOUSE_PASSWORD}
        table-template: "{schema}_{table}__versions"
        view-template: "{schema}_{table}"
      """
          .replace("TOPICS", TOPICS)
          .replace("LETTERS", LETTERS);

  private final DeployedStack stack;
  private final StackConfig config;
  private final List<Scenario> scenarios;
  private final DeadLetterTopic letters;
  private String job;
  private long phaseBegin;

  ScenarioPipeline(DeployedStack stack, List<Scenario> scenarios) {
    this.stack = stack;
    this.config = stack.stack().config();
    this.scenarios = scenarios;
    this.letters = new DeadLetterTopic(config, LETTERS);
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
                  .configs(connector(scenario.connector()).topicSettings()));
        }
      }
    }
    try (Admin admin = KafkaPart.admin(config)) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new IOException("Kafka: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while creating topics", e);
    }
  }

  private Connector connector(ScenarioConnector each) throws IOException {
    return each.connector(config.installation().connectors());
  }

  SourceSchema open(Scenario scenario) throws SQLException {
    return new SourceSchema(stack, scenario.schema());
  }

  /** Registers the connectors, and returns when they have taken their snapshots. */
  void start() throws IOException {
    List<Connector> connectors = new ArrayList<>();
    for (ScenarioConnector each : connectors()) {
      connectors.add(connector(each));
    }
    for (Connector connector : connectors) {
      connector.register(config);
    }
    for (Connector connector : connectors) {
      connector.awaitRunning(config);
    }
    for (Connector connector : connectors) {
      // free as long as the snapshot is taken
      Await.until(
          "connector " + connector.name() + " to stream",
          LIMIT,
          () -> stack.query(ACTIVE.formatted(connector.name())).equals("t"));
    }
  }

  /** Submits the job, and returns when it runs. */
  void submit() throws IOException {
    Path file = Files.writeString(config.directory().resolve("scenarios.yaml"), pipelineConfig());
    FlinkCli.Result result =
        stack
            .flinkCli()
            .capture(
                "run",
                "-d",
                "-p",
                PARALLELISM,
                config.installation().jobJar().toString(),
                "--config",
                file.toString());
    Matcher id = SUBMITTED.matcher(result.output());
    if (!id.find()) {
      throw new IOException("flink run: " + result.output());
    }
    job = id.group(1);
    stack.pipeline().job().awaitRunning(job);
  }

  private String pipelineConfig() {
    return CONFIG.replace(
        "CLICKHOUSE_DATABASE",
        config.clickhouseJdbcUrl().replace(StackConfig.CLICKHOUSE_DATABASE, DATABASE));
  }

  private Set<ScenarioConnector> connectors() {
    Set<ScenarioConnector> used = EnumSet.noneOf(ScenarioConnector.class);
    scenarios.forEach(scenario -> used.add(scenario.connector()));
    return used;
  }

  /** Why the job has failed or restarted; empty when it has not. */
  String failure() throws IOException {
    return stack.flink().failure(job);
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
    Connector connector = connector(each);
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
    return letters.read().stream()
        .filter(letter -> isOf(letter, scenario))
        .map(DeadLetter::reason)
        .toList();
  }

  /** The dead letters that no scenario tells of. */
  List<String> unexpectedLetters() throws IOException {
    return letters.read().stream()
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

  private Set<String> topics() throws Exception {
    try (Admin admin = KafkaPart.admin(config)) {
      Set<String> topics = new java.util.HashSet<>(admin.listTopics().names().get());
      topics.removeIf(topic -> !topic.matches(TOPICS));
      return topics;
    }
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
        DdlProcess.of(config, config.directory().resolve("scenarios.yaml"), tables);
    assertThat(printed.exitCode()).as(printed.text()).isZero();
    ClickHouseSql clickhouse = new ClickHouseSql(config);
    clickhouse.execute("CREATE DATABASE " + database);
    for (String statement : SqlScript.statements(printed.text())) {
      clickhouse.execute(statement.replace("`" + DATABASE + "`.", "`" + database + "`."));
    }
  }

  /** Leaves the stack to other tests as it was. */
  void remove() throws Exception {
    if (job != null) {
      stack.flinkCli().capture("cancel", job);
      Await.until(
          "the job to end",
          LIMIT,
          () ->
              stack.flink().jobs().stream()
                  .noneMatch(each -> each.id().equals(job) && each.active()));
    }
    for (ScenarioConnector each : connectors()) {
      String connector = config.connectUrl() + "/connectors/" + each.slot();
      Http.sendJson("PUT", connector + "/stop", "");
      Await.until(
          "the offsets of " + each.slot() + " to be forgotten",
          LIMIT,
          () -> Http.sendJson("DELETE", connector + "/offsets", "").ok());
      Http.sendJson("DELETE", connector, "");
      Await.until(
          "slot " + each.slot() + " to be free",
          LIMIT,
          () -> {
            stack.execute(DROP.formatted(each.slot()));
            return true;
          });
      stack.execute("DROP PUBLICATION IF EXISTS " + each.slot());
    }
    for (Scenario scenario : scenarios) {
      stack.execute("DROP SCHEMA IF EXISTS " + scenario.schema() + " CASCADE");
    }
    drop(DATABASE);
    try (Admin admin = KafkaPart.admin(config)) {
      admin.deleteTopics(topics()).all().get();
    }
  }
}

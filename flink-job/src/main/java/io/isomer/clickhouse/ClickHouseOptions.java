package io.isomer.clickhouse;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.client.ClickHouseUrl;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TargetLayout;
import io.isomer.tables.TableRules;
import io.isomer.tables.TargetRule;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.TargetEngine;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;

/** The options of the sink, declared, read and checked: where ClickHouse is, and how it is used. */
public final class ClickHouseOptions implements Serializable {

  private static final long serialVersionUID = 1;

  private static final String DRIVER = "com.clickhouse.jdbc.Driver";

  public static final ConfigOption<String> URL =
      key("clickhouse.url")
          .stringType()
          .noDefaultValue()
          .withDescription("Target database, as jdbc:clickhouse://host:port/database.");

  public static final ConfigOption<String> USER =
      key("clickhouse.user")
          .stringType()
          .defaultValue("default")
          .withDescription("ClickHouse user.");

  public static final ConfigOption<String> PASSWORD =
      key("clickhouse.password")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Password of the ClickHouse user. Use ${VARIABLE} to read it from the "
                  + "environment.");

  public static final ConfigOption<String> TABLE_TEMPLATE =
      key("clickhouse.table-template")
          .stringType()
          .defaultValue(NameTemplate.TABLE)
          .withDescription(
              "Name of the target table for each source table. {schema} and {table} are "
                  + "replaced by the source's names.");

  public static final ConfigOption<String> VIEW_TEMPLATE =
      key("clickhouse.view-template")
          .stringType()
          .defaultValue(NameTemplate.VIEW)
          .withDescription(
              "Name of the view that shows a target table like its source table, with {schema} "
                  + "and {table}. Empty for no views.");

  public static final ConfigOption<Boolean> CREATE_TABLES =
      key("clickhouse.create-tables")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether the job creates missing target tables and views. Existing ones follow "
                  + "their source's columns in either case.");

  public static final ConfigOption<TableEngine> ENGINE =
      key("clickhouse.engine")
          .enumType(TableEngine.class)
          .defaultValue(TableEngine.REPLACING)
          .withDescription(
              "Engine of the tables that the job creates: ReplacingMergeTree or "
                  + "ReplicatedReplacingMergeTree.");

  public static final ConfigOption<String> REPLICA_PATH =
      key("clickhouse.replica-path")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Path of a replicated table in ClickHouse Keeper, with ClickHouse macros. Empty "
                  + "for the server's default_replica_path.");

  public static final ConfigOption<String> REPLICA_NAME =
      key("clickhouse.replica-name")
          .stringType()
          .defaultValue("{replica}")
          .withDescription("Replica name that belongs to clickhouse.replica-path.");

  public static final ConfigOption<String> CLUSTER =
      key("clickhouse.cluster")
          .stringType()
          .defaultValue("")
          .withDescription(
              "Cluster on whose servers the job creates and alters tables and views (ON "
                  + "CLUSTER). Empty for a single server.");

  public static final ConfigOption<Integer> BATCH_ROWS =
      key("sink.batch-rows")
          .intType()
          .defaultValue(100_000)
          .withDescription("Number of rows at which a table's batch is written at once.");

  public static final ConfigOption<MemorySize> BATCH_SIZE =
      key("sink.batch-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(32))
          .withDescription("Buffered bytes at which a table's batch is written at once.");

  public static final ConfigOption<MemorySize> BUFFER_SIZE =
      key("sink.buffer-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(128))
          .withDescription(
              "Buffered bytes of all tables of one parallel writer, at which the largest batch "
                  + "is written at once.");

  public static final ConfigOption<Integer> CONCURRENT_INSERTS =
      key("sink.concurrent-inserts")
          .intType()
          .defaultValue(4)
          .withDescription(
              "Number of tables whose batches one parallel writer sends at the same time. "
                  + "Batches of the same table are sent one after the other.");

  public static final ConfigOption<Duration> FLUSH_INTERVAL =
      key("sink.flush-interval")
          .durationType()
          .defaultValue(Duration.ofMillis(500))
          .withDescription(
              "Minimum time between two inserts into a table under load. Small batches of the "
                  + "only active table wait half of it; in a backlog, batches wait up to ten times as"
                  + " long. See docs/CONFIGURATION.md.");

  public static final ConfigOption<Integer> MAX_RETRIES =
      key("sink.max-retries")
          .intType()
          .defaultValue(10)
          .withDescription(
              "Number of retries of a batch after a temporary error, before the job fails and "
                  + "Flink restarts it.");

  /** All that a pipeline can set, in the order of the documentation. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          URL,
          USER,
          PASSWORD,
          TABLE_TEMPLATE,
          VIEW_TEMPLATE,
          CREATE_TABLES,
          ENGINE,
          REPLICA_PATH,
          REPLICA_NAME,
          CLUSTER,
          BATCH_ROWS,
          BATCH_SIZE,
          BUFFER_SIZE,
          CONCURRENT_INSERTS,
          FLUSH_INTERVAL,
          MAX_RETRIES);

  /** Wait before the first retry; it doubles with each further one. A pipeline cannot set it. */
  static final ConfigOption<Duration> INITIAL_BACKOFF =
      key("sink.initial-backoff").durationType().defaultValue(Duration.ofMillis(100));

  /** Longest wait before a retry. A pipeline cannot set it. */
  static final ConfigOption<Duration> MAX_BACKOFF =
      key("sink.max-backoff").durationType().defaultValue(Duration.ofSeconds(10));

  private final Configuration values;
  private final TableRules tableRules;

  private ClickHouseOptions(Configuration values, TableRules tableRules) {
    this.values = values;
    this.tableRules = tableRules;
  }

  /** Options without rules for single tables. */
  public static ClickHouseOptions of(ReadableConfig config) {
    return of(config, TableRules.NONE);
  }

  /**
   * Reads the sink's options.
   *
   * @param tableRules exceptions for single tables
   * @throws IllegalArgumentException naming all invalid options
   */
  public static ClickHouseOptions of(ReadableConfig config, TableRules tableRules) {
    Configuration values = new Configuration();
    Stream.concat(ALL.stream(), Stream.of(INITIAL_BACKOFF, MAX_BACKOFF))
        .forEach(option -> copy(option, config, values));
    ClickHouseOptions options = new ClickHouseOptions(values, tableRules);
    List<String> problems = ClickHouseOptionsCheck.problems(options);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return options;
  }

  private static <T> void copy(ConfigOption<T> option, ReadableConfig from, Configuration to) {
    from.getOptional(option).ifPresent(value -> to.set(option, value));
  }

  /** The option's value, or its default. */
  public <T> T get(ConfigOption<T> option) {
    return values.get(option);
  }

  /** The servers on which created tables are. */
  TargetEngine engine() {
    return new TargetEngine(
        get(ENGINE) == TableEngine.REPLICATED, get(REPLICA_PATH), get(REPLICA_NAME), get(CLUSTER));
  }

  /** The name of a source table's target, unquoted. */
  String targetName(TableId source) {
    String own = tableRules.target(source).table();
    return NameTemplate.fill(
        own == null ? get(TABLE_TEMPLATE) : own, source.schema(), source.name());
  }

  SchemaPolicy schemaPolicy(TableId source) {
    TargetRule rule = tableRules.target(source);
    return new SchemaPolicy(
        get(CREATE_TABLES),
        rule.view() == null ? get(VIEW_TEMPLATE) : rule.view(),
        new TargetLayout(engine(), rule),
        tableRules.source(source));
  }

  /** The connection in the terms of the JDBC connector. Driver properties in the URL win. */
  JdbcConnectionOptions connection() {
    return new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
        .withUrl(get(URL))
        .withDriverName(DRIVER)
        .withUsername(get(USER))
        .withPassword(get(PASSWORD))
        .withProperty("retry", "0") // retries are the writer's, by timer and within its bound
        .withProperty("client_retry_on_failures", "None")
        .withProperty("connection_timeout", "10000")
        .withProperty("socket_timeout", "120000") // the driver's own is none: a task could hang
        .build();
  }

  /** The URL for messages. */
  String shownUrl() {
    return ClickHouseUrl.shown(get(URL));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "ClickHouseOptions[%s, user %s, tables %s, batches of %d rows or %s or %s]"
        .formatted(
            shownUrl(),
            get(USER),
            get(TABLE_TEMPLATE),
            get(BATCH_ROWS),
            get(BATCH_SIZE),
            get(FLUSH_INTERVAL));
  }
}

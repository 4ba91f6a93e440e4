package io.isomer.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.isomer.clickhouse.ClickHouseOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;

/** Every option of a pipeline, declared once. */
public final class PipelineOptions {

  public static final ConfigOption<String> NAME =
      key("pipeline.name")
          .stringType()
          .defaultValue("isomer")
          .withDescription("The job's name in Flink's dashboard.");

  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      key("pipeline.checkpoint-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription("Time between two checkpoints, each of which stores Kafka's offsets.");

  public static final ConfigOption<Integer> EPOCH =
      key("pipeline.epoch")
          .intType()
          .defaultValue(0)
          .withDescription(
              "Uppermost part of every row's version, 0 to 65535. Raise it by one, with all older"
                  + " messages replicated, when PostgreSQL's log positions start lower again"
                  + " (failover, major upgrade, restore) or a table is snapshot anew.");

  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      key("kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka's brokers, as host:port, separated by commas.");

  public static final ConfigOption<List<String>> TOPICS =
      key("kafka.topics")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Debezium's topics, one for each table. This, kafka.topic-prefix or"
                  + " kafka.topic-pattern.");

  public static final ConfigOption<String> TOPIC_PREFIX =
      key("kafka.topic-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The connector's topic.prefix. The topics are those of the tables in tables.include;"
                  + " new ones are found while the job runs.");

  public static final ConfigOption<String> TOPIC_PATTERN =
      key("kafka.topic-pattern")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A regular expression (Java's) that matches the names of Debezium's topics. New"
                  + " topics are found while the job runs.");

  public static final ConfigOption<String> GROUP_ID =
      key("kafka.group-id")
          .stringType()
          .defaultValue("isomer")
          .withDescription(
              "The consumer group to which each checkpoint commits its offsets, for Kafka's tools"
                  + " to show; the job itself goes by its checkpoints.");

  public static final ConfigOption<Duration> DISCOVERY_INTERVAL =
      key("kafka.discovery-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Time between two looks for new topics and partitions.");

  public static final ConfigOption<List<String>> TABLES_INCLUDE =
      key("tables.include")
          .stringType()
          .asList()
          .defaultValues("*")
          .withDescription(
              "The source tables to replicate, as schema.table. A * stands for any characters,"
                  + " \"quotation marks\" for names that have dots or asterisks themselves. Changes"
                  + " of other tables are passed by.");

  public static final ConfigOption<List<String>> TABLES_EXCLUDE =
      key("tables.exclude")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription("Which of these not to replicate.");

  public static final ConfigOption<List<Map<String, String>>> TABLE_RULES =
      key("table-rules")
          .mapType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "What is special about some tables: key, columns, names, order, partitions, settings;"
                  + " in the file only. See docs/TABLES.md.");

  public static final ConfigOption<String> DEAD_LETTER_TOPIC =
      key("dead-letters.topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The Kafka topic for messages that cannot be replicated; created when missing, never"
                  + " read.");

  public static final ConfigOption<DeadLetterPolicy> DEAD_LETTER_POLICY =
      key("dead-letters.policy")
          .enumType(DeadLetterPolicy.class)
          .noDefaultValue()
          .withDescription(
              "What becomes of a message that cannot be replicated: dead-letter sends it to the"
                  + " topic and goes on, fail fails the job. Without it, dead-letter where a topic"
                  + " is given.");

  public static final ConfigOption<String> CLICKHOUSE_URL =
      key("clickhouse.url")
          .stringType()
          .noDefaultValue()
          .withDescription("The target database, as jdbc:clickhouse://host:port/database.");

  public static final ConfigOption<String> CLICKHOUSE_USER =
      key("clickhouse.user")
          .stringType()
          .defaultValue("default")
          .withDescription("ClickHouse's user.");

  public static final ConfigOption<String> CLICKHOUSE_PASSWORD =
      key("clickhouse.password")
          .stringType()
          .defaultValue("")
          .withDescription("The user's password; best given as ${VARIABLE} of the environment.");

  public static final ConfigOption<String> TABLE_TEMPLATE =
      key("clickhouse.table-template")
          .stringType()
          .defaultValue(ClickHouseOptions.DEFAULT_TABLE_TEMPLATE)
          .withDescription(
              "The target table's name for each source table; {schema} and {table} stand for the"
                  + " source's.");

  public static final ConfigOption<String> VIEW_TEMPLATE =
      key("clickhouse.view-template")
          .stringType()
          .defaultValue(ClickHouseOptions.DEFAULT_VIEW_TEMPLATE)
          .withDescription(
              "The name of the view that shows a target table as its source table is, with {schema}"
                  + " and {table}; empty for no views.");

  public static final ConfigOption<Boolean> CREATE_TABLES =
      key("clickhouse.create-tables")
          .booleanType()
          .defaultValue(ClickHouseOptions.DEFAULT_CREATE_TABLES)
          .withDescription(
              "Whether the job creates the target tables and views that are missing. Those that are"
                  + " there follow their sources' columns in either case.");

  public static final ConfigOption<TableEngine> ENGINE =
      key("clickhouse.engine")
          .enumType(TableEngine.class)
          .defaultValue(TableEngine.REPLACING)
          .withDescription(
              "The engine of tables that the job creates: ReplacingMergeTree or"
                  + " ReplicatedReplacingMergeTree.");

  public static final ConfigOption<String> REPLICA_PATH =
      key("clickhouse.replica-path")
          .stringType()
          .defaultValue("")
          .withDescription(
              "The path in Keeper of a replicated table, with ClickHouse's macros; empty for the"
                  + " server's default_replica_path.");

  public static final ConfigOption<String> REPLICA_NAME =
      key("clickhouse.replica-name")
          .stringType()
          .defaultValue("{replica}")
          .withDescription("The replica's name that belongs to clickhouse.replica-path.");

  public static final ConfigOption<String> CLUSTER =
      key("clickhouse.cluster")
          .stringType()
          .defaultValue("")
          .withDescription(
              "The cluster on whose servers tables and views are created and altered (ON CLUSTER);"
                  + " empty for the one server.");

  public static final ConfigOption<Integer> BATCH_ROWS =
      key("sink.batch-rows")
          .intType()
          .defaultValue(ClickHouseOptions.DEFAULT_MAX_BATCH_ROWS)
          .withDescription("Rows at which a table's batch is written at once.");

  public static final ConfigOption<MemorySize> BATCH_SIZE =
      key("sink.batch-size")
          .memoryType()
          .defaultValue(new MemorySize(ClickHouseOptions.DEFAULT_MAX_BATCH_BYTES))
          .withDescription("Buffered bytes at which a table's batch is written at once.");

  public static final ConfigOption<MemorySize> BUFFER_SIZE =
      key("sink.buffer-size")
          .memoryType()
          .defaultValue(new MemorySize(ClickHouseOptions.DEFAULT_MAX_BUFFER_BYTES))
          .withDescription(
              "Buffered bytes of all tables together, for each of the job's parallel writers, at"
                  + " which the fullest table's batch is written at once.");

  public static final ConfigOption<Integer> CONCURRENT_INSERTS =
      key("sink.concurrent-inserts")
          .intType()
          .defaultValue(ClickHouseOptions.DEFAULT_CONCURRENT_INSERTS)
          .withDescription(
              "How many tables' batches each of the job's parallel writers sends at the same time;"
                  + " a table's own batches follow each other.");

  public static final ConfigOption<Duration> FLUSH_INTERVAL =
      key("sink.flush-interval")
          .durationType()
          .defaultValue(ClickHouseOptions.DEFAULT_FLUSH_INTERVAL)
          .withDescription(
              "Least time between two batches of a table under load; half of that while no other"
                  + " table has changes and a batch has fewer than 1,000 of them. The first few"
                  + " after a pause do not wait for it. Where changes are late already, as in a"
                  + " backlog, and while more keep coming, it is an eighth of how late they are, up"
                  + " to ten times this interval.");

  public static final ConfigOption<Integer> MAX_RETRIES =
      key("sink.max-retries")
          .intType()
          .defaultValue(ClickHouseOptions.DEFAULT_MAX_RETRIES)
          .withDescription(
              "How often a batch is tried again after an error that may pass, before the job"
                  + " fails and Flink restarts it.");

  /** All of them, in the order of the documentation. */
  public static final List<ConfigOption<?>> ALL =
      List.of(
          NAME,
          CHECKPOINT_INTERVAL,
          EPOCH,
          BOOTSTRAP_SERVERS,
          TOPICS,
          TOPIC_PREFIX,
          TOPIC_PATTERN,
          GROUP_ID,
          DISCOVERY_INTERVAL,
          TABLES_INCLUDE,
          TABLES_EXCLUDE,
          TABLE_RULES,
          DEAD_LETTER_TOPIC,
          DEAD_LETTER_POLICY,
          CLICKHOUSE_URL,
          CLICKHOUSE_USER,
          CLICKHOUSE_PASSWORD,
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

  /** Options with this prefix tell which tables the topic that follows it is for. */
  public static final String TOPIC_TABLES_PREFIX = "kafka.topic-tables.";

  /** Options with this prefix go to the Kafka clients, without the prefix. */
  public static final String KAFKA_CLIENT_PREFIX = "kafka.client.";

  private PipelineOptions() {}

  /** What the option is for, in a sentence or two. */
  public static String description(ConfigOption<?> option) {
    return new HtmlFormatter().format(option.description());
  }
}

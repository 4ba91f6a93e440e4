package io.isomer.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.isomer.clickhouse.ClickHouseOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;

/** Every option of a pipeline; {@link ClickHouseOptions} declares those of the sink. */
public final class PipelineOptions {

  public static final ConfigOption<String> NAME =
      key("pipeline.name")
          .stringType()
          .defaultValue("isomer")
          .withDescription("Job name in the Flink dashboard.");

  public static final ConfigOption<Duration> CHECKPOINT_INTERVAL =
      key("pipeline.checkpoint-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(10))
          .withDescription(
              "Time between two checkpoints. Each checkpoint stores the Kafka offsets.");

  public static final ConfigOption<Integer> EPOCH =
      key("pipeline.epoch")
          .intType()
          .defaultValue(0)
          .withDescription(
              "Highest part of every row's version, 0 to 65535. Raise it by one, after all "
                  + "older messages are replicated, when PostgreSQL's log positions start lower again"
                  + " (failover, major upgrade, restore) or a table is snapshot again.");

  public static final ConfigOption<String> BOOTSTRAP_SERVERS =
      key("kafka.bootstrap-servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Kafka brokers, as host:port, separated by commas.");

  public static final ConfigOption<List<String>> TOPICS =
      key("kafka.topics")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Debezium topics, one for each table. Exactly one of kafka.topics, kafka.topic-"
                  + "prefix and kafka.topic-pattern is required.");

  public static final ConfigOption<String> TOPIC_PREFIX =
      key("kafka.topic-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "The connector's topic.prefix. The job reads the topics of the tables in "
                  + "tables.include, and discovers new ones while it runs.");

  public static final ConfigOption<String> TOPIC_PATTERN =
      key("kafka.topic-pattern")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Java regular expression that matches the names of the Debezium topics. The job "
                  + "discovers new topics while it runs.");

  public static final ConfigOption<String> GROUP_ID =
      key("kafka.group-id")
          .stringType()
          .defaultValue("isomer")
          .withDescription(
              "Consumer group to which each checkpoint commits its offsets, for display in "
                  + "Kafka tools. The job itself restores from its checkpoints.");

  public static final ConfigOption<Duration> DISCOVERY_INTERVAL =
      key("kafka.discovery-interval")
          .durationType()
          .defaultValue(Duration.ofSeconds(30))
          .withDescription("Time between two checks for new topics and partitions.");

  public static final ConfigOption<List<String>> TABLES_INCLUDE =
      key("tables.include")
          .stringType()
          .asList()
          .defaultValues("*")
          .withDescription(
              "Source tables to replicate, as schema.table. A * matches any characters. Put "
                  + "names that contain dots or asterisks in \"quotation marks\". Changes of other "
                  + "tables are skipped.");

  public static final ConfigOption<List<String>> TABLES_EXCLUDE =
      key("tables.exclude")
          .stringType()
          .asList()
          .noDefaultValue()
          .withDescription("Tables of tables.include that are not replicated.");

  public static final ConfigOption<List<Map<String, String>>> TABLE_RULES =
      key("table-rules")
          .mapType()
          .asList()
          .noDefaultValue()
          .withDescription(
              "Settings of some tables: key, columns, names, order, partitions, ClickHouse "
                  + "settings. In the file only; see docs/TABLES.md.");

  public static final ConfigOption<String> DEAD_LETTER_TOPIC =
      key("dead-letters.topic")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Kafka topic for dead letters. The job creates it when it is missing, and never "
                  + "reads it.");

  public static final ConfigOption<DeadLetterPolicy> DEAD_LETTER_POLICY =
      key("dead-letters.policy")
          .enumType(DeadLetterPolicy.class)
          .noDefaultValue()
          .withDescription(
              "What happens to a message that cannot be replicated: dead-letter sends it to the"
                  + " topic, fail fails the job. Default: dead-letter if a topic is set.");

  /** All of them, in the order of the documentation. */
  public static final List<ConfigOption<?>> ALL =
      Stream.concat(
              Stream.of(
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
                  DEAD_LETTER_POLICY),
              ClickHouseOptions.ALL.stream())
          .toList();

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

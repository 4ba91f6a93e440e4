package io.isomer.job;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.tables.TableRules;
import io.isomer.tables.TableSelection;
import io.isomer.tables.TopicRoute;
import io.isomer.tables.TopicTables;
import io.isomer.targetformat.RowVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;

/** A pipeline's options, read and checked. */
public final class Pipeline {

  private final Configuration options = new Configuration();
  private final Properties kafkaClient = new Properties();
  private final List<TopicRoute> routes = new ArrayList<>();
  private final SecretValues secrets;
  private final TableRules tableRules;
  private TableSelection selection;

  private Pipeline(SecretValues secrets, TableRules tableRules) {
    this.secrets = secrets;
    this.tableRules = tableRules;
  }

  /**
   * Reads the options from a program's arguments.
   *
   * @param environment where {@code ${NAME}} comes from
   * @throws InvalidPipelineException naming everything that is wrong at once, but no secret
   */
  public static Pipeline of(Map<String, String> environment, String... arguments)
      throws InvalidPipelineException {
    List<String> problems = new ArrayList<>();
    Map<String, Object> given = new OptionsLoader(environment, problems).load(arguments);
    Object rules = given.remove(PipelineOptions.TABLE_RULES.key());
    TableRules tableRules =
        rules == null ? TableRules.NONE : new TableRulesReader(problems).read(rules);
    Pipeline pipeline = new Pipeline(SecretValues.of(given), tableRules);
    given.forEach((key, value) -> pipeline.assign(key, value, problems));
    pipeline.check(problems);
    if (!problems.isEmpty()) {
      throw pipeline.invalid(problems);
    }
    return pipeline;
  }

  /**
   * @param problems which may show secrets; the exception does not
   */
  InvalidPipelineException invalid(List<String> problems) {
    return new InvalidPipelineException(problems.stream().map(secrets::mask).toList());
  }

  private void assign(String key, Object value, List<String> problems) {
    if (key.startsWith(PipelineOptions.TOPIC_TABLES_PREFIX)) {
      String topic = key.substring(PipelineOptions.TOPIC_TABLES_PREFIX.length());
      routes.add(TableOptions.route(topic, list(value), problems));
      return;
    }
    if (key.startsWith(PipelineOptions.KAFKA_CLIENT_PREFIX)) {
      String setting = key.substring(PipelineOptions.KAFKA_CLIENT_PREFIX.length());
      if (setting.endsWith(".deserializer")) {
        problems.add(key + " cannot be set: messages are read as the bytes that they are");
      }
      kafkaClient.put(setting, value);
      return;
    }
    for (ConfigOption<?> option : PipelineOptions.ALL) {
      if (option.key().equals(key)) {
        if (option == PipelineOptions.TOPICS) {
          options.set(PipelineOptions.TOPICS, list(value));
        } else if (option == PipelineOptions.TABLES_INCLUDE) {
          options.set(PipelineOptions.TABLES_INCLUDE, list(value));
        } else if (option == PipelineOptions.TABLES_EXCLUDE) {
          options.set(PipelineOptions.TABLES_EXCLUDE, list(value));
        } else if (value instanceof List) {
          problems.add(key + " takes one value, and is a list");
        } else {
          options.setString(key, value.toString());
        }
        return;
      }
    }
    problems.add("unknown option " + key + "; " + Suggestion.of(key, PipelineOptions.ALL));
  }

  private static List<String> list(Object value) {
    if (value instanceof List<?> items) {
      return items.stream().map(Object::toString).toList();
    }
    return TableOptions.split(value.toString());
  }

  private void check(List<String> problems) {
    PipelineOptions.ALL.forEach(option -> checkReadable(option, problems));
    require(PipelineOptions.BOOTSTRAP_SERVERS, problems);
    require(ClickHouseOptions.URL, problems);
    long given =
        Stream.of(
                PipelineOptions.TOPICS, PipelineOptions.TOPIC_PREFIX, PipelineOptions.TOPIC_PATTERN)
            .filter(options::contains)
            .count();
    if (given != 1) {
      problems.add(
          "one of kafka.topics, kafka.topic-prefix and kafka.topic-pattern must be given, and "
              + (given == 0 ? "none is" : given + " are"));
    }
    selection =
        TableOptions.selection(
            options.get(PipelineOptions.TABLES_INCLUDE),
            options.getOptional(PipelineOptions.TABLES_EXCLUDE).orElse(List.of()),
            problems);
    checkPattern(problems);
    checkTopics(problems);
    checkEpoch(problems);
    checkDeadLetters(problems);
  }

  private void checkDeadLetters(List<String> problems) {
    if (!problems.isEmpty()) {
      return; // an option that cannot be read cannot be compared
    }
    if (deadLetterPolicy() == DeadLetterPolicy.DEAD_LETTER) {
      require(PipelineOptions.DEAD_LETTER_TOPIC, problems);
    }
    List<String> topics = options.getOptional(PipelineOptions.TOPICS).orElse(List.of());
    options
        .getOptional(PipelineOptions.DEAD_LETTER_TOPIC)
        .filter(topics::contains)
        .ifPresent(topic -> problems.add("dead-letters.topic is one of kafka.topics: " + topic));
  }

  private void checkReadable(ConfigOption<?> option, List<String> problems) {
    try {
      options.getOptional(option);
    } catch (IllegalArgumentException | IllegalConfigurationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      problems.add(
          option.key() + " cannot be " + written(option.key()) + ": " + cause.getMessage());
    }
  }

  private String written(String key) {
    return '"' + options.getString(key, "") + '"';
  }

  private void checkPattern(List<String> problems) {
    try {
      options.getOptional(PipelineOptions.TOPIC_PATTERN).ifPresent(Pattern::compile);
    } catch (PatternSyntaxException e) {
      problems.add("kafka.topic-pattern is no regular expression: " + e.getMessage());
    }
  }

  /** A topic of which nobody can say whose it is. */
  private void checkTopics(List<String> problems) {
    for (String topic : options.getOptional(PipelineOptions.TOPICS).orElse(List.of())) {
      if (!topicTables().tellsTablesOf(topic)) {
        problems.add(
            "kafka.topics has "
                + topic
                + ", which is no prefix.schema.table. Say with "
                + PipelineOptions.TOPIC_TABLES_PREFIX
                + topic
                + " which tables' changes are routed there");
      }
    }
  }

  private void checkEpoch(List<String> problems) {
    String written = options.getString(PipelineOptions.EPOCH.key(), "0");
    if (written.matches("-?\\d{1,9}")) { // what is no number has been told
      int epoch = Integer.parseInt(written);
      if (epoch < 0 || epoch > RowVersion.MAX_EPOCH) {
        problems.add(PipelineOptions.EPOCH.key() + " must be 0 to 65535, and is " + epoch);
      }
    }
  }

  private void require(ConfigOption<String> option, List<String> problems) {
    if (options.getOptional(option).orElse("").isBlank()) {
      problems.add(option.key() + " is missing: " + PipelineOptions.description(option));
    }
  }

  /** The option's value, or its default. */
  public <T> T get(ConfigOption<T> option) {
    return options.get(option);
  }

  public boolean has(ConfigOption<?> option) {
    return options.contains(option);
  }

  /**
   * The sink's options.
   *
   * @throws InvalidPipelineException naming all invalid ones
   */
  public ClickHouseOptions clickHouse() throws InvalidPipelineException {
    try {
      return ClickHouseOptions.of(options, tableRules);
    } catch (IllegalArgumentException e) { // its message names them
      throw invalid(List.of(e.getMessage()));
    }
  }

  /** The tables to replicate. */
  TableSelection selection() {
    return selection;
  }

  /** Whether the table is among those to replicate, and its topic among those that are listed. */
  public boolean replicates(TableId table) {
    boolean listed =
        !has(PipelineOptions.TOPICS)
            || has(PipelineOptions.TABLES_INCLUDE)
            || get(PipelineOptions.TOPICS).stream()
                .anyMatch(topic -> topicTables().carries(topic, table));
    return listed && selection.includes(table);
  }

  /** Which of them each topic is for. */
  TopicTables topicTables() {
    return new TopicTables(options.getOptional(PipelineOptions.TOPIC_PREFIX).orElse(""), routes);
  }

  /** What is special about tables. */
  public TableRules tableRules() {
    return tableRules;
  }

  /**
   * Which topics to read, where they are not listed. Whatever the pattern says, the dead letters'
   * topic is not one of them: a dead letter would go there again, for ever.
   */
  Pattern topicPattern() {
    String pattern =
        options
            .getOptional(PipelineOptions.TOPIC_PREFIX)
            .map(prefix -> Pattern.quote(prefix) + "\\." + selection.topicRegex())
            .orElseGet(() -> get(PipelineOptions.TOPIC_PATTERN));
    return Pattern.compile(
        options
            .getOptional(PipelineOptions.DEAD_LETTER_TOPIC)
            .map(topic -> "(?!" + Pattern.quote(topic) + "\\z)(?:" + pattern + ")")
            .orElse(pattern));
  }

  /** What becomes of messages that cannot be replicated. */
  DeadLetterPolicy deadLetterPolicy() {
    return options
        .getOptional(PipelineOptions.DEAD_LETTER_POLICY)
        .orElse(
            has(PipelineOptions.DEAD_LETTER_TOPIC)
                ? DeadLetterPolicy.DEAD_LETTER
                : DeadLetterPolicy.FAIL);
  }

  /** Settings for the Kafka clients, as Kafka names them. */
  public Properties kafkaClient() {
    Properties copy = new Properties();
    copy.putAll(kafkaClient);
    return copy;
  }
}

package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.tables.SourceRule;
import io.isomer.tables.TableRules;
import io.isomer.tables.TargetRule;
import io.isomer.tables.TopicTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {

  private static final String[] REQUIRED = {
    "--kafka.bootstrap-servers", "b:9092", "--kafka.topics", "a.b.c", "--clickhouse.url", "jdbc:x"
  };

  @TempDir Path dir;

  private static Pipeline pipeline(String... more) throws InvalidPipelineException {
    String[] arguments = java.util.Arrays.copyOf(REQUIRED, REQUIRED.length + more.length);
    System.arraycopy(more, 0, arguments, REQUIRED.length, more.length);
    return Pipeline.of(Map.of("SECRET", "pa$$wo\\rd"), arguments);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(dir.resolve("pipeline.yaml"), yaml);
  }

  @Test
  void defaultsHold() throws Exception {
    Pipeline pipeline = pipeline();
    assertThat(pipeline.get(PipelineOptions.NAME)).isEqualTo("isomer");
    assertThat(pipeline.get(ClickHouseOptions.FLUSH_INTERVAL)).isEqualTo(Duration.ofMillis(500));
    assertThat(pipeline.get(ClickHouseOptions.BATCH_SIZE)).isEqualTo(MemorySize.ofMebiBytes(32));
    assertThat(pipeline.get(PipelineOptions.TOPICS)).containsExactly("a.b.c");
  }

  @Test
  void aFileIsReadAndArgumentsWin() throws Exception {
    Path file =
        file(
            """
            pipeline:
              name: from file
              epoch: 3
            sink.batch-rows: 7
            kafka:
              bootstrap-servers: b:9092
              topics: [x.y.z, "it's; odd"]
              topic-tables: { "it's*": public.* }
              client:
                fetch.max.bytes: 1000
                security: { protocol: SSL }
            clickhouse:
              url: jdbc:clickhouse://h/d
              password: ${SECRET}
            """);
    Pipeline pipeline =
        Pipeline.of(
            Map.of("SECRET", "pa$$wo\\rd"),
            "--config",
            file.toString(),
            "--pipeline.name=from argument");
    assertThat(pipeline.get(PipelineOptions.NAME)).isEqualTo("from argument");
    assertThat(pipeline.get(PipelineOptions.EPOCH)).isEqualTo(3);
    assertThat(pipeline.get(ClickHouseOptions.BATCH_ROWS)).isEqualTo(7);
    assertThat(pipeline.get(PipelineOptions.TOPICS)).containsExactly("x.y.z", "it's; odd");
    assertThat(pipeline.get(ClickHouseOptions.PASSWORD)).isEqualTo("pa$$wo\\rd");
    assertThat(pipeline.kafkaClient())
        .containsEntry("fetch.max.bytes", "1000")
        .containsEntry("security.protocol", "SSL");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws Exception {
    Path file =
        file(
            """
            kafka: { topics: a, topic-pattern: "(" }
            sink: { batch-rows: many, batch-size: 8 apples, flush-intervall: 1 s }
            clickhouse: { password: "${NOT_SET}", user: [a, b] }
            """);
    assertThatThrownBy(() -> Pipeline.of(Map.of(), "--config", file.toString(), "stray", "--x"))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageStartingWith("The pipeline cannot start: 12 problems\n")
        .hasMessageContaining("unexpected argument stray")
        .hasMessageContaining("kafka.topics has a, which is no prefix.schema.table. Say with ka")
        .hasMessageContaining("the option --x has no value")
        .hasMessageContaining("clickhouse.password: the environment has no variable NOT_SET")
        .hasMessageContaining("unknown option sink.flush-intervall; did you mean sink.flush-inter")
        .hasMessageContaining("clickhouse.user takes one value, and is a list")
        .hasMessageContaining("sink.batch-rows cannot be \"many\": ")
        .hasMessageContaining("sink.batch-size cannot be \"8 apples\": ")
        .hasMessageContaining("kafka.bootstrap-servers is missing: Kafka brokers, as host:port")
        .hasMessageContaining("clickhouse.url is missing")
        .hasMessageContaining("one of kafka.topics, kafka.topic-prefix and kafka.topic-pattern")
        .hasMessageContaining("kafka.topic-pattern is no regular expression");
  }

  @Test
  void aTopicOfDeadLettersTurnsThemOn() throws Exception {
    assertThat(pipeline().deadLetterPolicy()).isEqualTo(DeadLetterPolicy.FAIL);
    assertThat(pipeline("--dead-letters.topic", "d").deadLetterPolicy())
        .isEqualTo(DeadLetterPolicy.DEAD_LETTER);
    assertThat(
            pipeline("--dead-letters.topic", "d", "--dead-letters.policy", "fail")
                .deadLetterPolicy())
        .isEqualTo(DeadLetterPolicy.FAIL);
    assertThatThrownBy(() -> pipeline("--dead-letters.policy", "dead-letter"))
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining("dead-letters.topic is missing");
    assertThatThrownBy(() -> pipeline("--dead-letters.policy", "drop"))
        .hasMessageContaining("dead-letters.policy cannot be \"drop\": ")
        .hasMessageContaining("dead-letter, fail");
    assertThatThrownBy(() -> pipeline("--dead-letters.topic", "a.b.c"))
        .hasMessageContaining("dead-letters.topic is one of kafka.topics: a.b.c");
  }

  @Test
  void aPatternNeverMatchesTheDeadLetters() throws Exception {
    Pattern topics =
        Pipeline.of(
                Map.of(),
                "--kafka.bootstrap-servers=b",
                "--clickhouse.url=u",
                "--kafka.topic-pattern=x|isomer\\..*",
                "--dead-letters.topic=isomer.dead-letters")
            .topicPattern();
    assertThat(List.of("x", "isomer.public.a", "isomer.dead-letters2", "isomer.dead-letter"))
        .allMatch(topic -> topics.matcher(topic).matches());
    assertThat(List.of("isomer.dead-letters", "y"))
        .noneMatch(topic -> topics.matcher(topic).matches());
  }

  @Test
  void aPrefixAndTheTablesGiveTheTopics() throws Exception {
    Pattern topics =
        Pipeline.of(
                Map.of(),
                "--kafka.bootstrap-servers=b",
                "--clickhouse.url=u",
                "--kafka.topic-prefix=my.pg",
                "--tables.include=public.*, sales.\"a,b?\"",
                "--tables.exclude=*.tmp_*")
            .topicPattern();
    assertThat(List.of("my.pg.public.a", "my.pg.public.tmp_1", "my.pg.sales.a_b_"))
        .allMatch(topic -> topics.matcher(topic).matches());
    assertThat(List.of("my.pg.sales.b", "myxpg.public.a", "__debezium-heartbeat.my.pg"))
        .noneMatch(topic -> topics.matcher(topic).matches());
  }

  @Test
  void theTablesAreChosen() throws Exception {
    Pipeline pipeline = pipeline("--tables.exclude", "public.secret");
    assertThat(pipeline.selection().includes(new TableId("public", "orders"))).isTrue();
    assertThat(pipeline.selection().includes(new TableId("public", "secret"))).isFalse();
  }

  @Test
  void rulesAreReadAndTheFirstThatSetsAPropertyDecides() throws Exception {
    TableRules rules =
        pipeline(
                "--config",
                file("""
                        table-rules:
                          - tables: public.orders
                            key: [id]
                            columns: {exclude: [secret], rename: {old: new}}
                            target: orders_versions
                            view: orders
                          - tables: [public.*, sales.*]
                            columns: {exclude: [other, secret2]}
                            target: "{schema}_{table}_versions"
                            order-by: [customer_id, id]
                            partition-by: toYYYYMM(created_on)
                            settings: {index_granularity: 4096}
                        """)
                    .toString())
            .tableRules();
    TableId orders = new TableId("public", "orders");
    assertThat(rules.source(orders))
        .isEqualTo(new SourceRule(List.of("id"), Set.of("secret"), Map.of("old", "new")));
    assertThat(rules.target(orders))
        .isEqualTo(
            new TargetRule(
                "orders_versions",
                "orders",
                List.of("customer_id", "id"),
                "toYYYYMM(created_on)",
                Map.of("index_granularity", "4096")));
    assertThat(rules.source(new TableId("sales", "x")))
        .isEqualTo(new SourceRule(null, Set.of("other", "secret2"), null));
    assertThat(rules.target(new TableId("hr", "x"))).isEqualTo(TargetRule.NONE);
  }

  @Test
  void everythingThatIsWrongWithRulesIsSaidAtOnce() throws Exception {
    Path file =
        file(
            """
            tables: {include: [orders]}
            table-rules:
              - tables: public.a
                key: [id, x]
                colums: {}
                columns: {exclude: [x], rename: {p: r, q: r}, drop: [y]}
                target: one
              - tables: public.b*
                target: one
                view: {a: b}
              - key: id
                settings: {"max; DROP": 1}
              - just text
            """);
    assertThatThrownBy(() -> pipeline("--config", file.toString()))
        .hasMessageContaining("tables.include: a table is named as schema.table")
        .hasMessageContaining("table-rules[0].colums is unknown; did you mean columns?")
        .hasMessageContaining("table-rules[0].columns.drop is unknown")
        .hasMessageContaining("table-rules[0].columns.exclude has the column x of the key")
        .hasMessageContaining("table-rules[0].columns.rename gives two columns one name")
        .hasMessageContaining("table-rules[1].target is one for every table of [public.b*]")
        .hasMessageContaining("[public.a] and [public.b*] one target, one")
        .hasMessageContaining("table-rules[1].view takes one value")
        .hasMessageContaining("table-rules[2].tables is missing")
        .hasMessageContaining("table-rules[2].settings: no setting is called max; DROP")
        .hasMessageContaining("table-rules[3] must be a mapping");
    assertThatThrownBy(() -> pipeline("--table-rules", "x"))
        .hasMessageContaining("table-rules is a list of rules in the pipeline's file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key.deserializer", "value.deserializer"})
  void messagesAreReadAsTheyAre(String setting) {
    assertThatThrownBy(() -> pipeline("--kafka.client." + setting, "some.Deserializer"))
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining("kafka.client." + setting + " cannot be set: messages are read as");
  }

  @Test
  void anUnknownOptionFarFromAllListsThem() {
    assertThatThrownBy(() -> pipeline("--colour", "blue"))
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining("unknown option colour; known are pipeline.name, ");
  }

  @Test
  void aFileThatIsNoneIsNamed() throws IOException {
    assertThatThrownBy(() -> pipeline("--config", dir.resolve("none.yaml").toString()))
        .hasMessageContaining("cannot read " + dir.resolve("none.yaml"));
    assertThatThrownBy(() -> pipeline("--config", file("a: [").toString()))
        .hasMessageContaining("is not valid YAML");
    assertThatThrownBy(() -> pipeline("--config", file("just text").toString()))
        .hasMessageContaining("a pipeline's file is a mapping");
    assertThatThrownBy(() -> pipeline("--config", file("a: {b: 1}\na.b: 2").toString()))
        .hasMessageContaining("a.b stands twice in the file");
  }

  @Test
  void aTopicIsForItsTableUnlessARouteSaysOtherwise() throws Exception {
    TopicTables listed = pipeline("--kafka.topic-tables.all-*", "s.a,s.b").topicTables();
    assertThat(listed.carries("a.b.c", new TableId("b", "c"))).isTrue();
    assertThat(listed.carries("a.b.c", new TableId("b", "d"))).isFalse();
    assertThat(listed.carries("all-of-it", new TableId("s", "b"))).isTrue();
    assertThat(listed.carries("all-of-it", new TableId("s", "c"))).isFalse();
    assertThat(pipeline().replicates(new TableId("b", "c"))).isTrue();
    assertThat(pipeline().replicates(new TableId("b", "d"))).isFalse();
    assertThatThrownBy(() -> pipeline("--kafka.topic-tables.x", "a.b.c"))
        .hasMessageContaining("kafka.topic-tables.x: a table is named as schema.table");
  }

  @Test
  void anOptionGivenTwiceIsRefused() {
    assertThatThrownBy(() -> pipeline("--pipeline.name", "a", "--pipeline.name=b"))
        .hasMessageContaining("the option --pipeline.name is given twice");
  }

  @Test
  void anEpochOutOfItsRangeIsRefused() {
    assertThatThrownBy(() -> pipeline("--pipeline.epoch", "70000"))
        .hasMessageContaining("pipeline.epoch must be 0 to 65535, and is 70000");
    assertThatThrownBy(() -> pipeline("--pipeline.epoch", "-1"))
        .hasMessageContaining("pipeline.epoch must be 0 to 65535, and is -1");
  }

  @Test
  void topicsMayBeSeparatedByCommas() throws Exception {
    assertThat(
            Pipeline.of(
                    Map.of(),
                    "--kafka.bootstrap-servers=b",
                    "--clickhouse.url=u",
                    "--kafka.topics=a.b.c, d.e.f")
                .get(PipelineOptions.TOPICS))
        .isEqualTo(List.of("a.b.c", "d.e.f"));
  }
}

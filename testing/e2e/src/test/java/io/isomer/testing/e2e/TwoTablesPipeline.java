package io.isomer.testing.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.connect.Connector;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.flink.FlinkCli;
import io.isomer.control.flink.FlinkRest;
import io.isomer.control.kafka.Topics;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connector and a job of their own for two tables, beside the stack's pipeline. */
final class TwoTablesPipeline implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "two_tables";
  private static final String LETTERS = "two-tables.dead-letters";
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final DeployedStack stack;
  private final StackConfig config;
  private final Connector connector;
  private final String job;

  /**
   * @param tables both with their schema; they exist
   */
  TwoTablesPipeline(DeployedStack stack, String first, String second) throws IOException {
    this.stack = stack;
    this.config = stack.stack().config();
    this.connector = connector(config.installation(), first, second);
    Topics.create(config, List.of(connector));
    connector.register(config);
    connector.awaitRunning(config);
    this.job = submit();
    stack.pipeline().job().awaitRunning(job);
  }

  private static Connector connector(Installation installation, String first, String second)
      throws IOException {
    Path file = installation.connectors().resolve("dw-currency.json");
    ObjectNode settings = (ObjectNode) JSON.readTree(file.toFile());
    settings
        .put("topic.prefix", NAME)
        .put("slot.name", NAME)
        .put("publication.name", NAME)
        .put("table.include.list", first + "," + second);
    return new Connector(NAME, settings);
  }

  private String submit() throws IOException {
    FlinkCli.Result result =
        stack
            .flinkCli()
            .capture(
                "run",
                "-d",
                config.installation().jobJar().toString(),
                "--config",
                config.installation().pipelineConfig().toString(),
                "--pipeline.name",
                NAME,
                "--kafka.topics",
                String.join(",", connector.topics()),
                "--dead-letters.topic",
                LETTERS);
    Matcher matcher = SUBMITTED.matcher(result.output());
    assertThat(matcher.find()).as(result.output()).isTrue();
    return matcher.group(1);
  }

  DeadLetterTopic letters() {
    return new DeadLetterTopic(config, LETTERS);
  }

  /** Why the job failed or restarted; empty when it never did. */
  String failure() throws IOException {
    return stack.flink().failure(job);
  }

  /** Takes away connector, slot, publication and job. */
  @Override
  public void close() throws IOException, SQLException {
    stack.flinkCli().capture("cancel", job);
    FlinkRest flink = stack.flink();
    Await.until(
        "the job to end",
        LIMIT,
        () -> flink.jobs().stream().noneMatch(each -> each.id().equals(job) && each.active()));
    Http.sendJson("DELETE", config.connectUrl() + "/connectors/" + NAME, "");
    Await.until("the connector to be gone", LIMIT, () -> connector.states(config).isEmpty());
    Await.until(
        "the slot to be free",
        LIMIT,
        () -> {
          stack.execute(
              "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                  + " WHERE slot_name = '"
                  + NAME
                  + "'");
          return true;
        });
    stack.execute("DROP PUBLICATION IF EXISTS " + NAME);
  }
}

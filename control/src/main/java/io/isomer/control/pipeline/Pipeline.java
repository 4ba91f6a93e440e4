package io.isomer.control.pipeline;

import io.isomer.control.connect.Connector;
import io.isomer.control.flink.LocalFlink;
import io.isomer.control.flink.PipelineJob;
import io.isomer.control.flink.RestorePoint;
import io.isomer.control.kafka.Topics;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.sql.SqlScript;
import io.isomer.postgressource.preflight.Finding;
import io.isomer.postgressource.preflight.SourceCheck;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The steps that make a pipeline of a running stack; each can be repeated without harm. */
public final class Pipeline {

  private final StackConfig config;

  public Pipeline(StackConfig config) {
    this.config = config;
  }

  /** The pipeline's Flink job. */
  public PipelineJob job() {
    return new PipelineJob(new LocalFlink(config));
  }

  /** Does all steps, one after the other, and waits until the pipeline is ready. */
  public void deploy() throws IOException, SQLException {
    createSourceTables();
    createTargetTables();
    createTopics();
    registerConnectors();
    awaitConnectors();
    job().start(RestorePoint.newest(new LocalFlink(config)));
  }

  /** Runs the scripts of {@code sql/postgres}. */
  public void createSourceTables() throws IOException, SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      for (String sql : SqlScript.statementsIn(config.installation().sql("postgres"))) {
        statement.execute(sql);
      }
    }
  }

  /** Runs the scripts of {@code sql/clickhouse}. */
  public void createTargetTables() throws IOException {
    ClickHouseSql clickhouse = new ClickHouseSql(config);
    for (String sql : SqlScript.statementsIn(config.installation().sql("clickhouse"))) {
      clickhouse.execute(sql);
    }
  }

  public void createTopics() throws IOException {
    Topics.create(config, connectors());
  }

  public void registerConnectors() throws IOException {
    for (Connector connector : connectors()) {
      connector.register(config);
    }
  }

  /**
   * What keeps the connectors' tables from being replicated exactly; the source tables must be
   * there.
   */
  public List<Finding> checkSource() throws IOException, SQLException {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = PostgresPart.connect(config)) {
      for (Connector connector : connectors()) {
        findings.addAll(
            SourceCheck.findings(connection, connector.name(), connector.settingsByName()));
      }
    }
    return findings;
  }

  public void awaitConnectors() throws IOException {
    for (Connector connector : connectors()) {
      connector.awaitRunning(config);
    }
  }

  private List<Connector> connectors() throws IOException {
    return Connector.in(config.installation().connectors());
  }
}

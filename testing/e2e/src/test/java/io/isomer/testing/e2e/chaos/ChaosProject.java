package io.isomer.testing.e2e.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The stack's project directory, of links to the built project, with a connector and a pipeline
 * that reach PostgreSQL and ClickHouse by proxies, and whose clients lose patience within ten
 * seconds.
 */
record ChaosProject(Path home, Map<Link, TcpProxy> links) {

  private static final String SOURCE =
      """
      CREATE TABLE IF NOT EXISTS public.chaos_beat (id int PRIMARY KEY, beat bigint NOT NULL);
      INSERT INTO public.chaos_beat VALUES (1, 0) ON CONFLICT DO NOTHING;
      ALTER SYSTEM SET wal_sender_timeout = '8s';
      SELECT pg_reload_conf();
      """;

  private static final String PIPELINE =
      """
      pipeline: {name: JOB, checkpoint-interval: 2 s}
      kafka:
        bootstrap-servers: ${KAFKA_BOOTSTRAP_SERVERS}
        topic-pattern: '(isomer|PREFIX)\\..*'
        group-id: GROUP
        discovery-interval: 2 s
        client.request.timeout.ms: 5000
        client.default.api.timeout.ms: 8000
        client.delivery.timeout.ms: 8000
      dead-letters: {topic: LETTERS}
      clickhouse:
        url: jdbc:clickhouse://127.0.0.1:PORT/warehouse?socket_timeout=8000&connection_timeout=5000
        user: ${CLICKHOUSE_USER}
        password: ${CLICKHOUSE_PASSWORD}
        table-template: '{schema}.{table}__versions'
        view-template: '{schema}.{table}'
      """;

  void layOut(Path project) throws IOException {
    Files.createSymbolicLink(home.resolve("testing"), project.resolve("testing"));
    Path job = Files.createDirectory(home.resolve("flink-job"));
    Files.createSymbolicLink(job.resolve("target"), project.resolve("flink-job/target"));
    Files.writeString(
        job.resolve("pipeline.yaml"),
        PIPELINE
            .replace("PORT", "" + links.get(Link.JOB_CLICKHOUSE).port())
            .replace("JOB", ChaosStack.JOB)
            .replace("PREFIX", ChaosStack.PREFIX)
            .replace("GROUP", ChaosStack.GROUP)
            .replace("LETTERS", ChaosStack.DEAD_LETTERS));
    Path sql = Files.createDirectories(home.resolve("sql/postgres"));
    Path tables = project.resolve("sql/postgres/01-dw_currency.sql");
    Files.copy(tables, sql.resolve("01-dw_currency.sql"));
    Files.writeString(sql.resolve("02-chaos.sql"), SOURCE);
    Files.createSymbolicLink(
        home.resolve("sql/clickhouse"), project.resolve("sql/clickhouse").toRealPath());
    Path connectors = Files.createDirectory(home.resolve("connectors"));
    Files.writeString(connectors.resolve("dw-currency.json"), connector(project));
  }

  private String connector(Path project) throws IOException {
    Path shipped = project.resolve("connectors/dw-currency.json");
    ObjectNode settings = (ObjectNode) new ObjectMapper().readTree(shipped.toFile());
    settings.put("database.port", "" + links.get(Link.CONNECT_POSTGRES).port());
    settings.put("table.include.list", "public.dw_currency," + Beats.TABLE);
    settings.put("retriable.restart.connector.wait.ms", "2000"); // as they break so often
    settings.put("producer.override.request.timeout.ms", "5000");
    settings.put("producer.override.transaction.timeout.ms", "10000");
    return settings.toPrettyString();
  }
}

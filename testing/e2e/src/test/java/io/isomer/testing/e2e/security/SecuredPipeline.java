package io.isomer.testing.e2e.security;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.control.connect.Connector;
import io.isomer.control.flink.FlinkCli;
import io.isomer.control.pipeline.Pipeline;
import io.isomer.control.sql.SqlScript;
import io.isomer.testing.localstack.ClickHousePart;
import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import io.isomer.verify.cli.VerifyMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** The currency table's pipeline on a stack with {@link TlsSecurity}, and users of few rights. */
final class SecuredPipeline implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final String YAML =
      """
      pipeline: {name: secured, checkpoint-interval: 1 s}
      kafka:
        bootstrap-servers: ${KAFKA_BOOTSTRAP_SERVERS}
        topics: [isomer.public.dw_currency]
        client:
          security.protocol: SASL_SSL
          sasl.mechanism: SCRAM-SHA-512
          sasl.jaas.config: >-
            org.apache.kafka.common.security.scram.ScramLoginModule required
            username="job" password="${file:SECRETS/kafka-job}";
          ssl.truststore.type: PEM
          ssl.truststore.location: CERTIFICATES/authority.pem
      dead-letters: {topic: isomer.dead-letters}
      clickhouse:
        # the password is here, too, as there are those who have it here
        url: ${CLICKHOUSE_URL}&password=${CLICKHOUSE_PASSWORD}
        user: ${CLICKHOUSE_USER}
        password: ${CLICKHOUSE_PASSWORD}
      sink: {max-retries: 2}
      """;

  private final LocalStack stack;
  private final StackConfig config;
  private final TlsSecurity security;
  private final Path file;

  private SecuredPipeline(LocalStack stack, TlsSecurity security) throws IOException {
    this.stack = stack;
    this.config = stack.config();
    this.security = security;
    this.file =
        Files.writeString(
            config.directory().resolve("secured.yaml"),
            YAML.replace("SECRETS", config.directory().resolve("secrets").toString())
                .replace("CERTIFICATES", config.directory().resolve("certificates").toString()));
  }

  /** Starts the servers, creates tables and users, and returns when the connector runs. */
  static SecuredPipeline start() throws IOException, SQLException {
    TlsSecurity[] security = new TlsSecurity[1];
    LocalStack stack = LocalStack.temporary(directory -> security[0] = new TlsSecurity(directory));
    try {
      stack.start();
      SecuredPipeline pipeline = new SecuredPipeline(stack, security[0]);
      pipeline.createTablesAndUsers();
      pipeline.connect();
      return pipeline;
    } catch (IOException | SQLException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void createTablesAndUsers() throws IOException, SQLException {
    Pipeline steps = new Pipeline(config);
    steps.createSourceTables();
    execute(
        "INSERT INTO dw_currency (currency_code, value_to_try)"
            + " SELECT 'C' || n, sqrt(n) FROM generate_series(1, 500) n");
    String users = Files.readString(config.installation().sql("users").resolve("postgres.sql"));
    for (String user : List.of("replicator", "verifier")) {
      users = users.replace(":'" + user + "_password'", "'" + secret("postgres-" + user) + "'");
    }
    execute(SqlScript.statements(users).toArray(String[]::new));
    ((ClickHousePart) stack.part(PartName.CLICKHOUSE))
        .server()
        .execute("CREATE DATABASE warehouse");
    steps.createTopics();
  }

  private void connect() throws IOException {
    ObjectNode settings =
        Connector.in(config.installation().connectors()).get(0).settings().deepCopy();
    settings.put("publication.autocreate.mode", "disabled");
    settings.put("database.user", "isomer_replicator");
    settings.put(
        "database.password",
        "${dir:" + config.directory().resolve("secrets") + ":postgres-replicator}");
    settings.put("database.sslmode", "verify-full");
    settings.put("database.sslrootcert", security.certificates().authority().toString());
    Connector connector = new Connector("dw-currency", settings);
    connector.register(config);
    connector.awaitRunning(config);
  }

  LocalStack stack() {
    return stack;
  }

  StackConfig config() {
    return config;
  }

  TlsSecurity security() {
    return security;
  }

  private String secret(String name) {
    return security.secret(name);
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = PostgresPart.connect(config);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** What {@code flink run} prints. */
  String run(String... options) throws IOException {
    List<String> line = new java.util.ArrayList<>();
    line.addAll(List.of("run", "-d", config.installation().jobJar().toString()));
    line.addAll(List.of("--config", file.toString()));
    line.addAll(List.of(options));
    return new FlinkCli(config).capture(line.toArray(String[]::new)).output();
  }

  /** Submits the job, and returns its id when it runs. */
  String submit() throws IOException {
    String job = new FlinkCli(config).run(config.installation().jobJar(), file);
    new Pipeline(config).job().awaitRunning(job);
    return job;
  }

  /** The exit code of the verifier's own command, over TLS on both sides: 0 for equal. */
  int verify(Path authority) {
    return VerifyMain.execute(
        "--postgres=" + config.postgresJdbcUrl(),
        "--postgres-user=isomer_verifier",
        "--postgres-password=" + secret("postgres-verifier"),
        "--clickhouse=" + config.clickhouseUrl(),
        "--clickhouse-ca=" + authority,
        "--clickhouse-database=warehouse",
        "--clickhouse-user=" + config.clickhouseUser(),
        "--clickhouse-password=" + config.clickhousePassword(),
        "--slot=isomer_dw_currency",
        "public.dw_currency");
  }

  void awaitEqual() {
    Await.until(
        "both sides to be equal", LIMIT, () -> verify(security.certificates().authority()) == 0);
  }

  @Override
  public void close() throws IOException {
    stack.close();
  }
}

package io.isomer.testing.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.control.flink.FlinkRest;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * The whole chain with TLS and passwords on each of its ways, certificates of its own and users of
 * few rights: rows are equal, mistakes are told, and no secret is to be seen anywhere.
 */
class SecurityITCase {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void aSecuredChainReplicatesAndKeepsItsSecrets() throws Exception {
    try (SecuredPipeline pipeline = SecuredPipeline.start()) {
      Path other = pipeline.security().certificates().otherAuthority();
      List<String> outputs = new ArrayList<>();
      outputs.add(wrongPasswords(pipeline));
      outputs.add(untrustedServers(pipeline, other));
      outputs.add(serversOfAnotherName(pipeline));
      nobodyGetsInWithoutTls(pipeline);
      whatARoleMustNotDo(pipeline);
      FlinkTls.check(pipeline);

      String job = pipeline.submit();
      pipeline.awaitEqual();
      assertThat(pipeline.verify(other)).as("the verifier's trust").isEqualTo(2);
      pipeline.execute(
          "UPDATE dw_currency SET value_to_try = -1 WHERE currency_code LIKE 'C1%'",
          "DELETE FROM dw_currency WHERE currency_code LIKE 'C2%'",
          "INSERT INTO dw_currency (currency_code) VALUES ('NEW')");
      pipeline.awaitEqual();
      aPoisonedMessageBecomesADeadLetter(pipeline);
      pipeline.awaitEqual();
      theJobFailsAndGoesOn(pipeline, job);

      List<String> secrets = new ArrayList<>(pipeline.security().secrets());
      secrets.add(pipeline.config().postgresPassword());
      secrets.add(pipeline.config().clickhousePassword());
      assertThat(outputs).allSatisfy(output -> assertThat(output).doesNotContain(secrets));
      Map<String, String> visible = new Visible(pipeline.config(), job).texts();
      assertThat(visible.keySet())
          .anyMatch(place -> place.endsWith("taskmanager.log"))
          .anyMatch(place -> place.endsWith("connect.log"))
          .anyMatch(place -> place.endsWith("/config"))
          .anyMatch(place -> place.contains("/jobmanager/logs"));
      assertThat(visible)
          .hasEntrySatisfying(
              pipeline.config().flinkUrl() + "/jobs/" + job + "/exceptions",
              text -> assertThat(text).contains("gave up writing", "jdbc:clickhouse://127.0.0.1:"));
      assertThat(visible.values())
          .as("a retry in a log")
          .anyMatch(text -> text.contains("retry 2 of 2 in"));
      visible.forEach(
          (place, text) ->
              secrets.forEach(secret -> assertThat(text.contains(secret)).as(place).isFalse()));
    }
  }

  private static String wrongPasswords(SecuredPipeline pipeline) throws Exception {
    String output =
        pipeline.run(
            "--clickhouse.url=" + pipeline.config().clickhouseJdbcUrl(),
            "--clickhouse.password=wrong-password-1",
            "--kafka.client.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule"
                + " required username=\"job\" password=\"wrong-password-2\";");
    assertThat(output)
        .contains("The pipeline cannot start: 2 problems")
        .contains("user or password in kafka.client.sasl.jaas.config is wrong")
        .contains("user or password is wrong for user " + StackConfig.CLICKHOUSE_USER)
        .doesNotContain("wrong-password");
    return output;
  }

  private static String untrustedServers(SecuredPipeline pipeline, Path other) throws Exception {
    String url = pipeline.config().clickhouseJdbcUrl().replaceFirst("sslrootcert=.*", "");
    String output =
        pipeline.run(
            "--clickhouse.url=" + url + "sslrootcert=" + other,
            "--kafka.client.ssl.truststore.location=" + other);
    assertThat(output)
        .contains("The pipeline cannot start: 2 problems")
        .contains("(kafka.bootstrap-servers) and the job do not trust each other")
        .contains("the certificate of whoever signed the server's");
    return output;
  }

  private static String serversOfAnotherName(SecuredPipeline pipeline) throws Exception {
    String output =
        pipeline.run(
            "--clickhouse.url="
                + pipeline.config().clickhouseJdbcUrl().replace("//127.0.0.1:", "//localhost:"),
            "--kafka.bootstrap-servers="
                + pipeline.config().kafkaBootstrapServers().replace("127.0.0.1", "localhost"));
    assertThat(output)
        .contains("The pipeline cannot start: 2 problems")
        .contains("and does its own name this host?")
        .contains("and does the server's name this host?");
    return output;
  }

  private static void nobodyGetsInWithoutTls(SecuredPipeline pipeline) {
    StackConfig config = pipeline.config();
    String url = config.postgresJdbcUrl().replaceFirst("\\?.*", "?sslmode=disable");
    assertThatThrownBy(
            () -> DriverManager.getConnection(url, "postgres", config.postgresPassword()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no encryption");
  }

  private static void whatARoleMustNotDo(SecuredPipeline pipeline) throws SQLException {
    StackConfig config = pipeline.config();
    for (String role : List.of("replicator", "verifier")) {
      for (String sql :
          List.of(
              "DELETE FROM dw_currency",
              "TRUNCATE dw_currency",
              "INSERT INTO dw_currency DEFAULT VALUES",
              "ALTER TABLE dw_currency ADD COLUMN x int",
              "CREATE TABLE mine (x int)",
              "DROP PUBLICATION isomer_dw_currency",
              "CREATE ROLE other")) {
        assertThatThrownBy(
                () -> {
                  try (var connection =
                          DriverManager.getConnection(
                              config.postgresJdbcUrl(),
                              "isomer_" + role,
                              pipeline.security().secret("postgres-" + role));
                      var statement = connection.createStatement()) {
                    statement.execute(sql);
                  }
                })
            .as(role + ": " + sql)
            .isInstanceOf(SQLException.class)
            .matches(e -> ((SQLException) e).getSQLState().equals("42501"));
      }
    }
  }

  /** Messages of a failure are the ones that tell most. */
  private static void theJobFailsAndGoesOn(SecuredPipeline pipeline, String job) throws Exception {
    Part clickHouse = pipeline.stack().part(PartName.CLICKHOUSE);
    clickHouse.kill();
    pipeline.execute("UPDATE dw_currency SET value_to_try = 7 WHERE currency_code = 'NEW'");
    FlinkRest flink = new FlinkRest(pipeline.config());
    Await.until("the job to give up", LIMIT, () -> !flink.failure(job).isEmpty());
    clickHouse.restart();
    pipeline.awaitEqual();
  }

  /** One of another table, over the job's own producer with the same security. */
  private static void aPoisonedMessageBecomesADeadLetter(SecuredPipeline pipeline)
      throws Exception {
    Properties properties = new Properties();
    properties.putAll(pipeline.config().kafkaClient());
    properties.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, pipeline.config().kafkaBootstrapServers());
    String poison =
        """
        {"before":null,"after":{"id":1},"source":{"schema":"public","table":"other","snapshot":"false",
        "ts_ms":1,"sequence":"[\\"1\\",\\"2\\"]"},"op":"c"}""";
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  "isomer.public.dw_currency",
                  "{\"id\":1}".getBytes(StandardCharsets.UTF_8),
                  poison.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
    try (Admin admin = KafkaPart.admin(pipeline.config())) {
      Await.until(
          "the dead letters' topic",
          LIMIT,
          () -> admin.listTopics().names().get().contains("isomer.dead-letters"));
    }
  }
}

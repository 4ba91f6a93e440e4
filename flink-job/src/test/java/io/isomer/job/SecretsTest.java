package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.clickhouse.ClickHousePreflight;
import io.isomer.deadletter.DeadLetterKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a pipeline's secrets come from, and that no message shows them. */
class SecretsTest {

  private static final String SECRET = "s3cr3t-Pa$$w0rd";

  @TempDir Path dir;

  private static Pipeline pipeline(String... more) throws InvalidPipelineException {
    List<String> all =
        new ArrayList<>(
            List.of("--kafka.bootstrap-servers", "127.0.0.1:1", "--kafka.topics", "a.b.c"));
    all.addAll(List.of(more));
    if (!all.contains("--clickhouse.url")) {
      all.addAll(List.of("--clickhouse.url", "jdbc:clickhouse://127.0.0.1:1/d"));
    }
    return Pipeline.of(Map.of("SECRET", SECRET), all.toArray(String[]::new));
  }

  @Test
  void aFilesContentIsTakenWithoutItsLastLineBreak() throws Exception {
    Path file = Files.writeString(dir.resolve("password"), "line 1\n$2\\\n\r\n");
    Pipeline pipeline =
        pipeline(
            "--clickhouse.password",
            "${file:" + file + "}",
            "--kafka.client.sasl.jaas.config",
            "M required password=\"${SECRET}\" of=\"${file:" + file + "}\";");
    assertThat(pipeline.get(ClickHouseOptions.PASSWORD)).isEqualTo("line 1\n$2\\\n");
    assertThat(pipeline.kafkaClient())
        .containsEntry(
            "sasl.jaas.config", "M required password=\"" + SECRET + "\" of=\"line 1\n$2\\\n\";");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws Exception {
    Path binary = Files.write(dir.resolve("binary"), new byte[] {(byte) 0xFF});
    assertThatThrownBy(() -> pipeline("--clickhouse.password", "${file:/none/such}"))
        .hasMessageContaining("1 problem\n")
        .hasMessageContaining("clickhouse.password: there is no file /none/such");
    assertThatThrownBy(() -> pipeline("--clickhouse.password", "${file:" + dir + "}"))
        .hasMessageContaining("clickhouse.password: the file " + dir + " cannot be read: ");
    assertThatThrownBy(() -> pipeline("--clickhouse.password", "${file:" + binary + "}"))
        .hasMessageContaining("clickhouse.password: the file " + binary + " is no text in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clickhouse:\n  password: \"SECRET\n",
        "clickhouse:\n  password: *SECRET\n",
        "clickhouse:\n  password: !SECRET x\n",
        "clickhouse:\n  password: @SECRET\n",
        "clickhouse: {password: 'SECRET\n",
        "clickhouse:\n  password: [SECRET, SECRET]\n",
        "clickhouse: {password: SECRET, url: 'jdbc:x://u:SECRET@h'}\nsink: {batch-rows: SECRET}\n",
      })
  void noMessageAboutTheFileShowsWhatStandsThere(String yaml) throws Exception {
    Path file = Files.writeString(dir.resolve("p.yaml"), yaml.replace("SECRET", "s3cr3tPaw0rd"));
    assertThatThrownBy(() -> pipeline("--config", file.toString()))
        .isInstanceOf(InvalidPipelineException.class)
        .hasMessageNotContaining("s3cr3t")
        .hasMessageNotContaining("Paw0rd");
  }

  @Test
  void noMessageAboutArgumentsShowsASecret() {
    assertThatThrownBy(() -> pipeline("--clickhouse.password", "secret1", "secret2"))
        .hasMessageContaining("unexpected argument after --clickhouse.password")
        .hasMessageNotContaining("secret2");
  }

  private static void check(Pipeline pipeline) throws InvalidPipelineException {
    throw pipeline.invalid(ClickHousePreflight.check(pipeline.clickHouse(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://h/d?user=u&password=${SECRET}",
        "jdbc:postgresql://u:${SECRET}@h/d",
        "jdbc:clickhouse://u:${SECRET}@127.0.0.1:1/d",
        "jdbc:clickhouse://127.0.0.1:1/d?password=${SECRET}",
        "jdbc:clickhouse://127.0.0.1:1/d?password=${SECRET}&password=x=y",
        "jdbc:clickhouse://127.0.0.1:1/d?nonsense&key_store_password=${SECRET}",
        "jdbc:clickhouse://127.0.0.1:1:1/d?access_token=${SECRET}",
        "jdbc:clickhouse://127.0.0.1:1/d?http_header_authorization=Bearer ${SECRET}",
        "jdbc:clickhouse://127.0.0.1:1/d?http_header_x-clickhouse-key=^${SECRET}",
        "jdbc:clickhouse://u:pa/${SECRET}@127.0.0.1:1/d",
        "jdbc:clickhouse://u:p?a#${SECRET}@127.0.0.1:1/d",
        "clickhouse://u:pa/${SECRET}@127.0.0.1:1/d",
      })
  void noMessageAboutAClickHouseShowsItsPassword(String url) throws Exception {
    Pipeline pipeline = pipeline("--clickhouse.url", url);
    Throwable failure = catchThrowable(() -> check(pipeline));
    assertThat(failure).isInstanceOf(InvalidPipelineException.class);
    assertThat(failure).hasMessageNotContaining(SECRET);
    Configuration secret =
        new Configuration()
            .set(ClickHouseOptions.URL, "jdbc:clickhouse://h/d?p=" + SECRET)
            .set(ClickHouseOptions.PASSWORD, SECRET);
    assertThat(ClickHouseOptions.of(secret).toString())
        .contains("jdbc:clickhouse://h/d")
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.common.security.scram.ScramLoginModule required password=${SECRET}=;",
        "org.apache.kafka.common.security.scram.ScramLoginModule required password=\"${SECRET}\"",
        "org.apache.kafka.common.security.scram.ScramLoginModule required password=\"x\"${SECRET}\";",
        "${SECRET}",
      })
  void noMessageAboutKafkaShowsAPieceOfThePassword(String jaas) throws Exception {
    Pipeline pipeline =
        pipeline(
            "--kafka.client.security.protocol", "SASL_PLAINTEXT",
            "--kafka.client.sasl.mechanism", "SCRAM-SHA-512",
            "--kafka.client.sasl.jaas.config", jaas);
    assertThat(KafkaPreflight.check(pipeline))
        .singleElement()
        .asString()
        .contains("kafka.client.sasl.jaas.config cannot be read")
        .doesNotContain("s3cr3t")
        .doesNotContain("w0rd");
    DeadLetterKafka kafka = new DeadLetterKafka("t", "b:1", pipeline.kafkaClient());
    assertThat(kafka.toString()).doesNotContain("s3cr3t");
  }
}

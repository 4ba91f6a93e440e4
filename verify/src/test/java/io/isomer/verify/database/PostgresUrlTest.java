package io.isomer.verify.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://u:s3cr3t@127.0.0.1:1/d",
        "jdbc:postgresql://u:s3cr3t@127.0.0.1:1/d",
        "jdbc:postgresql://u:s3/cr3t@127.0.0.1:1/d",
        "jdbc:postgresql://127.0.0.1:x/d?password=s3cr3t",
        "jdbc:postgresql://127.0.0.1:1/d?password=s3cr3t%zz",
        "jdbc:postgresql://127.0.0.1:1/d/s3cr3t",
        "jdbc:postgresql://127.0.0.1:1?password=s3cr3t",
      })
  void aUrlThatCannotBeReadIsNotShown(String url) {
    assertThatThrownBy(() -> Postgres.connect(url, "u", "p"))
        .hasMessageContaining("must be jdbc:postgresql://host:port/database")
        .hasMessageNotContaining("cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://127.0.0.1:1/d?password=s3cr3t",
        "jdbc:postgresql://127.0.0.1:1/d?sslrootcert=/a@b.pem",
        "jdbc:postgresql://127.0.0.1:1,[::1]:1/d",
        "jdbc:postgresql://127.0.0.1:1/",
        "jdbc:postgresql:///d?PGPORT=1",
        "jdbc:postgresql:d?PGPORT=1",
      })
  void whateverTheDriverTakesGoesToIt(String url) {
    assertThatThrownBy(() -> Postgres.connect(url, "u", "p"))
        .hasMessageContaining("Connection to ")
        .hasMessageContaining(":1 refused")
        .hasMessageNotContaining("cr3t");
  }
}

package io.isomer.verify.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

class ClickHouseTest {

  @Test
  void aServerThatDoesNotAnswerIsNamedWithoutAUser() {
    ClickHouse nobody =
        new ClickHouse(URI.create("http://u:s3cr3t@127.0.0.1:1"), "d", "u", "s3cr3t");
    assertThatThrownBy(() -> nobody.rows("SELECT 1"))
        .hasMessage("ClickHouse does not answer at 127.0.0.1:1");
  }
}

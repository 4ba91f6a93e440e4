package io.isomer.stack.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.stack.Installation;
import io.isomer.stack.pipeline.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ClickHouse takes the script of its users for what it is; whether it holds to it is not seen. */
class UsersSqlITCase {

  @Test
  void clickHouseUnderstandsTheScript() throws IOException {
    List<String> statements =
        SqlScript.statements(
            Files.readString(Installation.locate().sql("users").resolve("clickhouse.sql")));
    assertThat(statements).hasSize(15);
    for (String statement : statements) {
      String tree =
          TwoDatabases.shared().clickhouse().rows("EXPLAIN AST " + statement).get(0).get(0);
      assertThat(tree).as(statement).containsAnyOf("CreateUserQuery", "GrantQuery");
    }
  }
}

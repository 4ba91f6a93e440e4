package io.isomer.control.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.ClickHousePart;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.Secrets;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.localstack.StackListener;
import io.isomer.testing.localstack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ClickHouse takes the script of its users for what it is; whether it holds to it is not seen. */
class UsersSqlITCase {

  @TempDir Path directory;

  @Test
  void clickHouseUnderstandsTheScript() throws IOException {
    Installation installation = Installation.locate();
    StackConfig config =
        new StackConfig(
            installation, directory.toRealPath(), StackPorts.free(), Secrets.in(directory));
    List<String> statements =
        SqlScript.statements(Files.readString(installation.sql("users").resolve("clickhouse.sql")));
    assertThat(statements).hasSize(15);
    ClickHousePart server = new ClickHousePart(config, StackListener.NONE);
    try {
      server.start();
      ClickHouseSql clickhouse = new ClickHouseSql(config);
      for (String statement : statements) {
        assertThat(clickhouse.execute("EXPLAIN AST " + statement).lines().findFirst())
            .as(statement)
            .hasValueSatisfying(
                tree -> assertThat(tree).containsAnyOf("CreateUserQuery", "GrantQuery"));
      }
    } finally {
      server.stop();
    }
  }
}

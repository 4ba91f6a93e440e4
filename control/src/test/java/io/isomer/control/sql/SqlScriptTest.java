package io.isomer.control.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SqlScriptTest {

  @Test
  void splitsAtSemicolonsAndDropsEmptyStatements() {
    assertThat(SqlScript.statements("SELECT 1;\n;\nSELECT 2"))
        .containsExactly("SELECT 1", "SELECT 2");
  }

  @Test
  void semicolonsInQuotesAndCommentsDoNotSplit() {
    String text =
        """
        -- first; not a statement
        SELECT ';', "a;b", `c;d`, `e\\`;f`, 'it''s; so', 'it\\'s; so' /* no; */;
        SELECT 2 -- last; of all
        """;
    assertThat(SqlScript.statements(text)).hasSize(2).last().isEqualTo("SELECT 2 -- last; of all");
  }

  @Test
  void dollarQuotesHoldWholeFunctions() {
    String function = "CREATE FUNCTION f() RETURNS int AS $body$ BEGIN; RETURN 1; END; $body$";
    assertThat(SqlScript.statements(function + "; DO $$ BEGIN; END $$;"))
        .containsExactly(function, "DO $$ BEGIN; END $$");
  }

  @Test
  void commentsAloneAreNoStatement() {
    assertThat(SqlScript.statements("-- nothing;\n/* here; */ ;")).isEmpty();
  }

  @Test
  void shippedScriptsHaveStatements() throws IOException {
    Installation installation = Installation.locate();
    assertThat(SqlScript.statementsIn(installation.sql("postgres")))
        .anyMatch(sql -> sql.contains("CREATE TABLE IF NOT EXISTS public.dw_currency"));
    assertThat(SqlScript.statementsIn(installation.sql("clickhouse")))
        .first()
        .asString()
        .startsWith("CREATE DATABASE");
  }
}

package io.isomer.testing.e2e.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The source's columns change while the job runs, and the view follows. */
@ExtendWith(StackExtension.class)
class SchemaChangeITCase {

  private static final String INSERT = "INSERT INTO dw_currency (currency_code) VALUES ('DDL')";

  private final DeployedStack stack;

  SchemaChangeITCase(DeployedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void theSnapshotIsReplicated() {
    stack.awaitEqual();
  }

  @AfterEach
  void columnsOfOtherTestsAreBack() throws SQLException {
    for (String column : new String[] {"rating", "state", "score", "renamed"}) {
      stack.execute("ALTER TABLE dw_currency DROP COLUMN IF EXISTS " + column);
    }
    stack.execute(INSERT);
    stack.awaitEqual();
  }

  private String viewColumns() throws IOException {
    return new ClickHouseSql(stack.stack().config())
        .execute(
            "SELECT arrayStringConcat(groupArray(name), ',') FROM (SELECT name FROM system.columns"
                + " WHERE database = 'warehouse' AND table = 'dw_currency' ORDER BY position)")
        .strip();
  }

  @Test
  void columnsAreAddedWidenedAndDropped() throws Exception {
    stack.execute("ALTER TABLE dw_currency ADD COLUMN rating int", INSERT);
    stack.awaitEqual();
    stack.execute(
        "INSERT INTO dw_currency (rating) VALUES (-2147483648)",
        "ALTER TABLE dw_currency ALTER COLUMN rating TYPE bigint",
        "INSERT INTO dw_currency (rating) VALUES (9223372036854775807)");
    stack.awaitEqual();
    stack.execute("ALTER TABLE dw_currency DROP COLUMN rating", INSERT);
    stack.awaitEqual();
    assertThat(viewColumns()).endsWith("currency_code,currency_name,value_to_try");
  }

  @Test
  void oldRowsReadTheDefault() throws Exception {
    stack.execute(
        "ALTER TABLE dw_currency ADD COLUMN state varchar(20) DEFAULT 'it''s new'", INSERT);
    stack.awaitEqual();
    stack.execute("ALTER TABLE dw_currency ALTER COLUMN state TYPE text", INSERT);
    stack.execute("UPDATE dw_currency SET state = NULL WHERE currency_code = 'DDL'");
    stack.awaitEqual();
  }

  @Test
  void theSchemaChangesWithinATransaction() throws Exception {
    stack.transaction(
        INSERT,
        "ALTER TABLE dw_currency ADD COLUMN score int",
        "INSERT INTO dw_currency (currency_code, score) VALUES ('DDL', 1)",
        "ALTER TABLE dw_currency ALTER COLUMN score TYPE bigint",
        "UPDATE dw_currency SET score = 5000000000 WHERE currency_code = 'DDL'");
    stack.awaitEqual();
    stack.transaction(
        "ALTER TABLE dw_currency RENAME COLUMN score TO renamed",
        "UPDATE dw_currency SET renamed = 7 WHERE true");
    stack.awaitEqual();
    assertThat(viewColumns()).endsWith("value_to_try,renamed");
  }
}

package io.isomer.testing.e2e.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.e2e.oracle.TableComparison;
import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests' oracle itself. */
@ExtendWith(StackExtension.class)
class TableComparisonITCase {

  private static final String ID = "00000000-0000-0000-0000-00000000000";

  private final DeployedStack stack;
  private final StackConfig config;
  private final ClickHouseSql clickhouse;

  TableComparisonITCase(DeployedStack stack) {
    this.stack = stack;
    this.config = stack.stack().config();
    this.clickhouse = new ClickHouseSql(config);
  }

  @AfterEach
  void drop() throws IOException, SQLException {
    stack.execute("DROP TABLE compared");
    clickhouse.execute("DROP TABLE warehouse.compared");
  }

  @Test
  void comparisonSeesEveryDifference() throws IOException, SQLException {
    stack.execute(
        "CREATE TABLE compared (id uuid PRIMARY KEY, t text, d float8, n numeric(9,2), "
            + "at timestamp, day date, ok bool)",
        "INSERT INTO compared VALUES "
            + ("('%s1', E'tab\\t, \\\\ and \\n é', 'NaN', 1.50, '2024-02-29 23:59:59.5', "
                    + "'2024-02-29', true), ('%s2', '', 0.1, NULL, NULL, NULL, false)")
                .formatted(ID, ID));
    clickhouse.execute(
        "CREATE TABLE warehouse.compared (id UUID, t String, d Float64, n Nullable(Decimal(9,2)), "
            + "at Nullable(DateTime64(6, 'UTC')), day Nullable(Date32), ok Bool) "
            + "ENGINE = MergeTree ORDER BY id");
    String row = "INSERT INTO warehouse.compared VALUES ";
    clickhouse.execute(
        row
            + ("('%s1', 'tab\\t, \\\\ and \\n é', nan, 1.5, '2024-02-29 23:59:59.500000', "
                    + "'2024-02-29', true)")
                .formatted(ID));
    try (Connection postgres = PostgresPart.connect(config)) {
      TableComparison comparison =
          new TableComparison(postgres, clickhouse, "public", "compared", "warehouse.compared");
      assertThat(comparison.compare().toString()).contains("only in PostgreSQL", ID + "2");
      clickhouse.execute(row + "('%s2', '', 0.1, NULL, NULL, NULL, false)".formatted(ID));
      assertThat(comparison.compare().toString())
          .isEqualTo("identical: 2 rows compared, value by value");
      clickhouse.execute(row + "('%s3', '', 0, NULL, NULL, NULL, false)".formatted(ID));
      assertThat(comparison.compare().toString()).contains("only in ClickHouse", ID + "3");
      stack.execute(
          "INSERT INTO compared VALUES ('%s3', ' ', 0, 0, NULL, NULL, false)".formatted(ID));
      assertThat(comparison.compare().toString())
          .contains("t is   in PostgreSQL", "n is 0 in PostgreSQL, null in ClickHouse");
    }
  }
}

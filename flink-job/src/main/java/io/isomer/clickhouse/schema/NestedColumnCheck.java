package io.isomer.clickhouse.schema;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind.Form;
import io.isomer.clickhouse.table.UnfitTableException;
import java.util.HashMap;
import java.util.Map;

/**
 * Names that mean more to ClickHouse than to PostgreSQL: array columns whose names are alike up to
 * a dot are one <a
 * href="https://clickhouse.com/docs/sql-reference/data-types/nested-data-structures/nested">Nested</a>
 * column, and each row's arrays must have the same length.
 */
public final class NestedColumnCheck {

  private NestedColumnCheck() {}

  /**
   * @throws UnfitTableException for a schema with two such columns
   */
  static void refuse(ChangelogSchema schema) throws UnfitTableException {
    Map<String, String> byPrefix = new HashMap<>();
    for (Column column : schema.columns()) {
      int dot = column.name().indexOf('.');
      if (dot < 0 || column.type().kind().form() != Form.ARRAY) {
        continue;
      }
      String other = byPrefix.put(column.name().substring(0, dot), column.name());
      if (other != null) {
        throw new UnfitTableException(
            ("the arrays %s and %s of %s would be parts of one Nested column in ClickHouse, as their"
                    + " names are alike up to the dot, and of equal length in each row; give one of"
                    + " them another name by columns.rename in table-rules")
                .formatted(other, column.name(), schema.table()));
      }
    }
  }
}

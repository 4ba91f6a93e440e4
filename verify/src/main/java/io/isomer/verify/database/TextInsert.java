package io.isomer.verify.database;

import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.SystemColumns;
import io.isomer.verify.form.ComparedColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * One INSERT of many rows, given as texts, into a target table. ClickHouse converts the texts to
 * values.
 */
public final class TextInsert {

  private static final int MAX_CHARACTERS = 2_000_000;

  private final ComparedTable table;
  private final List<ComparedColumn> columns;
  private final String head;
  private final StringBuilder batch = new StringBuilder();
  private int rows;

  /**
   * @param target in quotes
   * @param columns that are written, all or those of the key
   * @param last a further field of each row, with its type, so that no line is empty
   * @param version an expression, which may have the last field in it
   * @param deleted whether the rows are deletions
   */
  public TextInsert(
      ComparedTable table,
      String target,
      List<ComparedColumn> columns,
      String last,
      String version,
      boolean deleted) {
    this.table = table;
    this.columns = columns;
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<String> input = new ArrayList<>();
    for (ComparedColumn column : columns) {
      String text = "isomer_insert_" + input.size();
      names.add(column.clickhouse());
      values.add(column.restoredFrom(text));
      input.add(text + " " + column.textType());
    }
    input.add(last);
    this.head =
        "INSERT INTO %s (%s, %s) SELECT %s, %s, %d FROM format(TabSeparated, %s, "
            .formatted(
                target,
                String.join(", ", names),
                String.join(", ", SystemColumns.NAMES),
                String.join(", ", values),
                version,
                deleted ? 1 : 0,
                ClickHouseDialect.literal(String.join(", ", input)));
  }

  /**
   * Adds a row.
   *
   * @param row null for NULL
   * @throws UncomparableException when the copy cannot hold NULL where the row has it
   */
  public void add(List<String> row, String last) {
    for (int i = 0; i < row.size(); i++) {
      ComparedColumn column = columns.get(i);
      if (row.get(i) == null && !column.holdsNull()) {
        throw new UncomparableException(
            "%s: %s is NULL in PostgreSQL, and %s of %s cannot hold that; the row begins with %s"
                .formatted(
                    table.source(), column.name(), column.targetType(), table.target(), row));
      }
    }
    List<String> fields = new ArrayList<>(row);
    fields.add(last);
    TabSeparated.append(fields, batch);
    rows++;
  }

  /** How many rows it has. */
  public int rows() {
    return rows;
  }

  /** Whether it is long enough to be sent. */
  public boolean isLong() {
    return batch.length() >= MAX_CHARACTERS;
  }

  /** Returns the statement and removes its rows from this object. */
  public String take() {
    String statement = head + ClickHouseDialect.literal(batch.toString()) + ")";
    batch.setLength(0);
    rows = 0;
    return statement;
  }
}

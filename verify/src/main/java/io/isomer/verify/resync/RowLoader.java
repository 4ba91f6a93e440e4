package io.isomer.verify.resync;

import io.isomer.verify.UncomparableException;
import io.isomer.verify.form.ComparedColumn;
import io.isomer.verify.form.Quote;
import io.isomer.verify.side.ClickHouse;
import io.isomer.verify.side.ComparedTable;
import io.isomer.verify.side.TabSeparated;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Inserts a source's rows, given as texts, in batches; all with one version. */
final class RowLoader {

  private static final int MAX_ROWS = 50_000;
  private static final int MAX_CHARACTERS = 2_000_000;

  /** Behind the values, so that no line is empty. */
  private static final String END = "isomer_resync_end UInt8";

  private final ClickHouse clickhouse;
  private final ComparedTable table;
  private final String insert;
  private final StringBuilder batch = new StringBuilder();
  private int buffered;
  private long rows;

  /**
   * @param target in quotes
   */
  RowLoader(ClickHouse clickhouse, ComparedTable table, String target, BigInteger version) {
    this.clickhouse = clickhouse;
    this.table = table;
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    List<String> input = new ArrayList<>();
    for (ComparedColumn column : table.columns()) {
      String text = "isomer_resync_" + input.size();
      names.add(column.clickhouse());
      values.add(column.restoredFrom(text));
      input.add(text + " " + column.textType());
    }
    input.add(END);
    this.insert =
        "INSERT INTO %s (%s, _version, _is_deleted) SELECT %s, toUInt128('%s'), 0 FROM format(TabSeparated, %s, "
            .formatted(
                target,
                Quote.list(names),
                Quote.list(values),
                version,
                Quote.clickhouseText(Quote.list(input)));
  }

  /** Inserts now or later. */
  void add(List<String> row) throws IOException {
    for (int i = 0; i < row.size(); i++) {
      ComparedColumn column = table.columns().get(i);
      if (row.get(i) == null && !column.holdsNull()) {
        throw new UncomparableException(
            "%s: %s is NULL in PostgreSQL, and %s of %s cannot hold that; the row begins with %s"
                .formatted(
                    table.source(), column.name(), column.targetType(), table.target(), row));
      }
    }
    List<String> fields = new ArrayList<>(row);
    fields.add("1");
    TabSeparated.append(fields, batch);
    buffered++;
    rows++;
    if (buffered >= MAX_ROWS || batch.length() >= MAX_CHARACTERS) {
      flush();
    }
  }

  /** How many rows were added. */
  long rows() {
    return rows;
  }

  /** Inserts what is left. */
  void flush() throws IOException {
    if (buffered > 0) {
      clickhouse.rows(insert + Quote.clickhouseText(batch.toString()) + ")");
      batch.setLength(0);
      buffered = 0;
    }
  }
}

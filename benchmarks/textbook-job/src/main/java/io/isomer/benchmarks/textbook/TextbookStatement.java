package io.isomer.benchmarks.textbook;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;

/** The insertion of a row's version, by which a deletion is a marked row. */
final class TextbookStatement implements JdbcStatementBuilder<RowData> {

  private static final long serialVersionUID = 1;
  private static final String LSN = "lsn";

  private final TextbookColumn[] columns;

  TextbookStatement(List<TextbookColumn> columns) {
    this.columns = columns.toArray(TextbookColumn[]::new);
  }

  static String sql(String table, List<TextbookColumn> columns) {
    String names = columns.stream().map(TextbookColumn::name).collect(Collectors.joining(", "));
    String marks = "?, ".repeat(columns.size()) + "?, ?";
    return "INSERT INTO %s (%s, _version, _is_deleted) VALUES (%s)".formatted(table, names, marks);
  }

  @Override
  public void accept(PreparedStatement statement, RowData row) throws SQLException {
    for (int i = 0; i < columns.length; i++) {
      if (row.isNullAt(i)) {
        statement.setNull(i + 1, Types.NULL);
      } else {
        columns[i].type().set(statement, i + 1, row, i);
      }
    }
    statement.setLong(columns.length + 1, lsn(row.getMap(columns.length)));
    statement.setInt(columns.length + 2, row.getRowKind() == RowKind.DELETE ? 1 : 0);
  }

  private static long lsn(MapData source) throws SQLException {
    ArrayData names = source.keyArray();
    StringData lsn = StringData.fromString(LSN);
    for (int i = 0; i < source.size(); i++) {
      if (lsn.equals(names.getString(i))) {
        return Long.parseLong(source.valueArray().getString(i).toString());
      }
    }
    throw new SQLException("a change without an LSN: " + source);
  }
}

package io.isomer.stack.compare;

import io.isomer.stack.pipeline.ClickHouseSql;
import io.isomer.verify.side.TabSeparated;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The target view's rows, as TabSeparated text. */
final class ClickHouseRows implements RowReader {

  private final TableShape shape;
  private final BufferedReader lines;

  ClickHouseRows(ClickHouseSql clickhouse, TableShape shape, String condition) throws IOException {
    this.shape = shape;
    this.lines =
        new BufferedReader(
            new InputStreamReader(
                clickhouse.stream(shape.clickhouseQuery(condition)), StandardCharsets.UTF_8));
  }

  @Override
  public Row next() throws IOException {
    String line = lines.readLine();
    if (line == null) {
      return null;
    }
    List<String> texts = TabSeparated.fields(line);
    if (texts.size() != shape.columns().size()) {
      // an error in the middle of a result comes as text in its place
      throw new IOException("ClickHouse broke off: " + line);
    }
    return shape.row(texts);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

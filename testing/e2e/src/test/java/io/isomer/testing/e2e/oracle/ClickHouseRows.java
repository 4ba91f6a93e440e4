package io.isomer.testing.e2e.oracle;

import io.isomer.control.sql.ClickHouseSql;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The target view's rows, as TabSeparated text. */
final class ClickHouseRows implements RowReader {

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

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
    List<String> texts = Stream.of(line.split("\t", -1)).map(ClickHouseRows::value).toList();
    if (texts.size() != shape.columns().size()) {
      // an error in the middle of a result comes as text in its place
      throw new IOException("ClickHouse broke off: " + line);
    }
    return shape.row(texts);
  }

  /** See https://clickhouse.com/docs/interfaces/formats/TabSeparated; null for NULL. */
  private static String value(String field) {
    return field.equals("\\N")
        ? null
        : ESCAPED.matcher(field).replaceAll(m -> Matcher.quoteReplacement(meant(m.group(1))));
  }

  private static String meant(String escaped) {
    int i = "bfrnt0".indexOf(escaped);
    return i < 0 ? escaped : "\b\f\r\n\t\0".substring(i, i + 1);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

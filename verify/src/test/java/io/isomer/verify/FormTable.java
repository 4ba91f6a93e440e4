package io.isomer.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some of the {@link FormCases} as columns {@code v0}, {@code v1}, … of one table; in its rows each
 * has its values in turn.
 */
record FormTable(List<FormCases.Case> cases) {

  private static final int COLUMNS = 10;

  /** All cases. */
  static List<FormTable> all() {
    List<FormCases.Case> all = FormCases.all();
    List<FormTable> tables = new ArrayList<>();
    for (int i = 0; i < all.size(); i += COLUMNS) {
      tables.add(new FormTable(all.subList(i, Math.min(all.size(), i + COLUMNS))));
    }
    return tables;
  }

  /**
   * @param schema that has the users' types
   */
  String sourceColumns(String schema) {
    return columns(each -> each.postgresIn(schema));
  }

  String copyColumns() {
    return columns(FormCases.Case::clickhouse);
  }

  private String columns(Function<FormCases.Case, String> type) {
    return IntStream.range(0, cases.size())
        .mapToObj(i -> "v" + i + " " + type.apply(cases.get(i)))
        .collect(Collectors.joining(", "));
  }

  int rows() {
    return cases.stream().mapToInt(each -> each.values().size()).max().orElseThrow();
  }

  /** Statements that put the rows into the source's table, by its key and the columns. */
  String[] inserts(String table) {
    return IntStream.range(0, rows())
        .mapToObj(
            row ->
                cases.stream()
                    .map(each -> each.values().get(row % each.values().size()).get(0))
                    .collect(
                        Collectors.joining(
                            ", ", "INSERT INTO " + table + " VALUES (" + row + ", ", ")")))
        .toArray(String[]::new);
  }
}

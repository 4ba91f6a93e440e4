package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.RowDifference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Equal values are equal and different ones different, for each type and with its extremes. */
class CanonicalFormsITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();

  @BeforeAll
  static void createTypes() throws Exception {
    DATABASES.source(FormCases.typesIn("forms"));
  }

  @TestFactory
  Stream<DynamicTest> values() {
    List<FormTable> tables = FormTable.all();
    return IntStream.range(0, tables.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    tables.get(i).toString(), () -> compare("t" + i, tables.get(i))));
  }

  /** A row for each value of each column; the shifted copy has the value's successor there. */
  private static void compare(String table, FormTable form) throws Exception {
    List<FormCases.Case> cases = form.cases();
    List<String> source = new ArrayList<>();
    List<String> copy = new ArrayList<>();
    List<String> shifted = new ArrayList<>();
    List<String> shiftedColumns = new ArrayList<>();
    for (int column = 0; column < cases.size(); column++) {
      int values = cases.get(column).values().size();
      for (int value = 0; value < values; value++) {
        int id = source.size();
        int next = (value + 1) % values;
        source.add(row(id, cases, column, value, 0));
        copy.add(row(id, cases, column, value, 1));
        shifted.add(row(id, cases, column, next, 1));
        shiftedColumns.add("v" + column);
      }
    }
    String type = " (id Int32, " + form.copyColumns() + ") ENGINE = MergeTree ORDER BY id";
    DATABASES.source(
        "CREATE TABLE forms.%s (id int PRIMARY KEY, %s)"
            .formatted(table, form.sourceColumns("forms")),
        "INSERT INTO forms." + table + " VALUES " + String.join(", ", source));
    DATABASES.copy(
        "CREATE TABLE " + table + type,
        "CREATE TABLE shifted_" + table + type,
        "INSERT INTO " + table + " VALUES " + String.join(", ", copy),
        "INSERT INTO shifted_" + table + " VALUES " + String.join(", ", shifted));

    TableResult equal = DATABASES.verify("forms", table, "{table}");
    assertThat(equal.failure()).isEmpty();
    assertThat(equal.differences()).isEmpty();
    assertThat(equal.outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(equal.sourceRows()).isEqualTo(source.size());

    TableResult different = DATABASES.verify("forms", table, "shifted_{table}");
    assertThat(different.failure()).isEmpty();
    assertThat(different.differences())
        .hasSize(source.size())
        .allMatch(row -> row.kind() == Kind.DIFFERENT)
        .allSatisfy(
            row ->
                assertThat(row.columns())
                    .extracting(RowDifference.Value::column)
                    .containsExactly(shiftedColumns.get(Integer.parseInt(row.key().get(0)))));
  }

  /**
   * @param value the number of {@code column}'s value; the other columns have their first
   * @param side 0 the source's spelling, 1 the copy's
   */
  private static String row(int id, List<FormCases.Case> cases, int column, int value, int side) {
    return IntStream.range(0, cases.size())
        .mapToObj(i -> cases.get(i).values().get(i == column ? value : 0).get(side))
        .collect(Collectors.joining(", ", "(" + id + ", ", ")"));
  }
}

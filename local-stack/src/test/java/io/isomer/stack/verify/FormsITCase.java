package io.isomer.stack.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.Outcome;
import io.isomer.verify.RowDifference;
import io.isomer.verify.TableResult;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Equal values are equal and different ones different, for each type and with its extremes. */
class FormsITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();

  @BeforeAll
  static void createTypes() throws Exception {
    DATABASES.source(FormCases.typesIn("forms"));
  }

  @TestFactory
  Stream<DynamicTest> values() {
    List<FormCases.Case> cases = FormCases.all();
    return IntStream.range(0, cases.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    cases.get(i).toString(), () -> compare("t" + i, cases.get(i))));
  }

  private static void compare(String table, FormCases.Case each) throws Exception {
    int count = each.values().size();
    String type = " (id Int32, v " + each.clickhouse() + ") ENGINE = MergeTree ORDER BY id";
    DATABASES.source(
        "CREATE TABLE forms."
            + table
            + " (id int PRIMARY KEY, v "
            + each.postgresIn("forms")
            + ")");
    DATABASES.copy("CREATE TABLE " + table + type, "CREATE TABLE shifted_" + table + type);
    for (int i = 0; i < count; i++) {
      String value = each.values().get(i).get(1);
      String other = each.values().get((i + 1) % count).get(1);
      DATABASES.source(
          "INSERT INTO forms."
              + table
              + " VALUES ("
              + i
              + ", "
              + each.values().get(i).get(0)
              + ")");
      DATABASES.copy(
          "INSERT INTO " + table + " SELECT " + i + ", " + value,
          "INSERT INTO shifted_" + table + " SELECT " + i + ", " + other);
    }
    TableResult equal = DATABASES.verify("forms", table, "{table}");
    assertThat(equal.failure()).isEmpty();
    assertThat(equal.differences()).isEmpty();
    assertThat(equal.outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(equal.sourceRows()).isEqualTo(count);

    TableResult shifted = DATABASES.verify("forms", table, "shifted_{table}");
    assertThat(shifted.failure()).isEmpty();
    assertThat(shifted.differences())
        .hasSize(count)
        .allMatch(row -> row.kind() == RowDifference.Kind.DIFFERENT);
  }
}

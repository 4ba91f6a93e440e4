package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.database.ClickHouseRows;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.Range;
import io.isomer.verify.database.RowRepair;
import io.isomer.verify.database.TableResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A repair mends what differs, and no change that is on its way loses against it. */
class RepairITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();

  private static void create(String table, String source, String copy) throws Exception {
    JobLayout.create(DATABASES, table, source, copy);
  }

  private static TableResult repair(String table) throws Exception {
    return DATABASES.repair(table);
  }

  @Test
  void mendsMissingGhostAndDifferentRowsAlsoAboveATruncation() throws Exception {
    create("mended", "v text", "v Nullable(String)");
    DATABASES.source("INSERT INTO mended VALUES (1, 'one'), (2, NULL), (3, 'three'), (5, 'five')");
    DATABASES.copy(
        "INSERT INTO isomer_truncations VALUES ('mended__versions', 1001)",
        "INSERT INTO mended__versions VALUES (1, 'one', 2000, 0), (2, '', 2000, 0), (4, 'ghost', 3000, 0), (5, 'below the floor', 900, 0)",
        "INSERT INTO mended__versions VALUES (3, '', 4000, 1)");
    TableResult result = repair("mended");
    assertThat(result.failure()).isEmpty();
    assertThat(result.outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(result.repaired()).hasSize(4);
    assertThat(
            DATABASES
                .clickhouse()
                .rows("SELECT id, v, toString(_version) FROM mended__versions FINAL ORDER BY id"))
        .containsExactly(
            List.of("1", "one", "2000"),
            java.util.Arrays.asList("2", null, "2001"),
            List.of("3", "three", "4001"),
            List.of("5", "five", "1001"));
  }

  @Test
  void mendsEveryTypeThatItCompares() throws Exception {
    List<FormTable> tables = FormTable.all();
    DATABASES.source(FormCases.typesIn("mends"));
    List<String> left = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      FormTable each = tables.get(i);
      String table = "mend" + i;
      create(table, each.sourceColumns("mends"), each.copyColumns());
      DATABASES.source(each.inserts(table));
      TableResult result = repair(table);
      if (result.outcome() != Outcome.EQUAL || result.repaired().size() != each.rows()) {
        left.add(each + ": " + result.failure() + result.differences());
      }
    }
    assertThat(left).isEmpty();
  }

  @Test
  void refusesAClosedPathInsteadOfOpeningIt() throws Exception {
    create("ring", "p path", "p Nullable(String)");
    DATABASES.source("INSERT INTO ring VALUES (1, '((1,2),(3,4))')");
    TableResult result = repair("ring");
    assertThat(result.failure()).contains("a closed path has no copy");
    assertThat(DATABASES.clickhouse().rows("SELECT id FROM ring")).isEmpty();
  }

  @Test
  void changesBetweenItsStepsWin() throws Exception {
    create("raced", "v text", "v Nullable(String)");
    DATABASES.source("INSERT INTO raced VALUES (1, 'a'), (2, 'a'), (3, 'a')");
    DATABASES.copy(
        "INSERT INTO raced__versions VALUES (1, 'wrong', 1000, 0), (2, 'wrong', 1000, 0), (3, 'wrong', 1000, 0), (4, 'ghost', 1000, 0)");
    try (Postgres postgres = DATABASES.session()) {
      RowRepair repair = repairOf("raced", postgres);
      RowRepair.Versions versions = repair.versions(rowsOf("raced"));
      // committed and copied after the versions were read
      DATABASES.source("UPDATE raced SET v = 'b' WHERE id = 1");
      DATABASES.copy("INSERT INTO raced__versions VALUES (1, 'b', 1008, 0)");
      repair.read(
          versions,
          writes -> {
            assertThat(writes.statements()).as("rows and deletions").hasSize(2);
            // committed after the rows were read; copied before and after the repair is written
            DATABASES.source(
                "UPDATE raced SET v = 'c' WHERE id = 2",
                "DELETE FROM raced WHERE id = 3",
                "INSERT INTO raced VALUES (4, 'born again')");
            DATABASES.copy("INSERT INTO raced__versions VALUES (2, 'c', 1016, 0)");
            repair.write(writes);
          });
      DATABASES.copy(
          "INSERT INTO raced__versions VALUES (3, '', 1024, 1), (4, 'born again', 1032, 0)");
    }
    assertThat(DATABASES.verify("public", "raced", "{table}").differences()).isEmpty();
  }

  @Test
  void writesManyRowsInFewParts() throws Exception {
    create("parts", "v text", "v Nullable(String)");
    DATABASES.source("INSERT INTO parts SELECT n, E'\\t' || n FROM generate_series(1, 1200) n");
    DATABASES.copy(
        "INSERT INTO parts__versions SELECT number, 'ghost', 1000, 0 FROM numbers(2000, 300)",
        "SYSTEM STOP MERGES parts__versions");
    assertThat(repair("parts").repairedRows()).isEqualTo(1500);
    assertThat(
            Integer.parseInt(
                DATABASES
                    .clickhouse()
                    .rows(
                        "SELECT count() FROM system.parts WHERE database = currentDatabase() AND table = 'parts__versions' AND active")
                    .get(0)
                    .get(0)))
        .isLessThanOrEqualTo(7);
    DATABASES.copy("SYSTEM START MERGES parts__versions");
    assertThat(DATABASES.verify("public", "parts", "{table}").outcome()).isEqualTo(Outcome.EQUAL);
  }

  /** All that the copy has, by their keys' hashes. */
  private static Map<String, List<String>> rowsOf(String table) throws Exception {
    TableResolver resolver = new TableResolver(DATABASES.clickhouse(), "{table}", List.of());
    Map<String, List<String>> rows = new HashMap<>();
    new ClickHouseRows(DATABASES.clickhouse(), resolver.resolve(DATABASES.table("public", table)))
        .rows(Range.ALL, 0, List.of(0))
        .forEach((hash, row) -> rows.put(hash, row.key()));
    return rows;
  }

  private static RowRepair repairOf(String table, Postgres postgres) throws Exception {
    TableResolver resolver =
        new TableResolver(DATABASES.clickhouse(), "{table}__versions", List.of());
    return RowRepair.of(
        DATABASES.table("public", table), resolver, postgres, DATABASES.clickhouse());
  }

  @Test
  void refusesATableWithoutVersions() throws Exception {
    DATABASES.source("CREATE TABLE plain (id int PRIMARY KEY)", "INSERT INTO plain VALUES (1)");
    DATABASES.copy("CREATE TABLE plain (id Int32) ENGINE = MergeTree ORDER BY id");
    TableResult result =
        DATABASES.verify(
            "public", "plain", "{table}", "{table}", p -> new SlotProgress(p, "", Duration.ZERO));
    assertThat(result.failure()).contains("is not a ReplacingMergeTree with _version UInt128");
  }
}

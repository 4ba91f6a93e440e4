package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.RowDifference.Kind;
import io.isomer.verify.RowDifference.Value;
import io.isomer.verify.cli.VerifyMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planted is found, and nothing else, whatever the key is. */
class DifferencesITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();

  private static void fill(String table, String key, String copyKey, String order)
      throws Exception {
    DATABASES.source(
        "CREATE TABLE %s (%s, a text, b float8)".formatted(table, key),
        "INSERT INTO %s SELECT %s, 'a' || n, n FROM generate_series(1, 5000) n"
            .formatted(table, order),
        "ANALYZE " + table);
    DATABASES.copy(
        "CREATE TABLE %s (%s, a Nullable(String), b Nullable(Float64)) ENGINE = MergeTree ORDER BY tuple()"
            .formatted(table, copyKey));
  }

  private static void plantAndFind(String table, String key, String ghost) throws Exception {
    assertThat(DATABASES.verify("public", table, "{table}").outcome()).isEqualTo(Outcome.EQUAL);
    DATABASES.copy(
        // one bit
        "ALTER TABLE %s UPDATE b = reinterpretAsFloat64(bitXor(reinterpretAsUInt64(assumeNotNull(b)), 1)) WHERE a = 'a2500' SETTINGS mutations_sync = 1"
            .formatted(table),
        "ALTER TABLE %s DELETE WHERE a = 'a17' SETTINGS mutations_sync = 1".formatted(table),
        "INSERT INTO %s SELECT %s, 'ghost', NULL".formatted(table, ghost));
    TableResult result = DATABASES.verify("public", table, "{table}");
    assertThat(result.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(result.complete()).isTrue();
    assertThat(result.differences())
        .extracting(RowDifference::kind)
        .containsExactlyInAnyOrder(Kind.DIFFERENT, Kind.MISSING, Kind.GHOST);
    for (RowDifference row : result.differences()) {
      switch (row.kind()) {
        case DIFFERENT ->
            assertThat(row.columns()).containsExactly(new Value("b", "2500", "2500.0000000000005"));
        case MISSING -> assertThat(row.columns()).contains(new Value("a", "a17", null));
        default -> assertThat(row.columns()).contains(new Value("a", null, "ghost"));
      }
    }
    assertThat(key).isNotEmpty();
  }

  @Test
  void withIntegerKeys() throws Exception {
    fill("by_int", "id bigint PRIMARY KEY", "id Int64", "n::bigint * 1000000007");
    DATABASES.copy(
        "INSERT INTO by_int SELECT (number + 1) * 1000000007, concat('a', toString(number + 1)), number + 1 FROM numbers(5000)");
    plantAndFind("by_int", "id", "-9223372036854775808");
  }

  @Test
  void withUuidKeys() throws Exception {
    fill("by_uuid", "id uuid PRIMARY KEY", "id UUID", "md5(n::text)::uuid");
    DATABASES.copy(
        "INSERT INTO by_uuid SELECT toUUID(UUIDNumToString(MD5(toString(number + 1)))), concat('a', toString(number + 1)), number + 1 FROM numbers(5000)");
    plantAndFind("by_uuid", "id", "toUUID('ffffffff-0000-0000-0000-000000000000')");
  }

  @Test
  void withTextKeys() throws Exception {
    fill("by_text", "id text PRIMARY KEY", "id String", "'Ä''\\' || n");
    DATABASES.copy(
        "INSERT INTO by_text SELECT concat('Ä\\'\\\\', toString(number + 1)), concat('a', toString(number + 1)), number + 1 FROM numbers(5000)");
    plantAndFind("by_text", "id", "'z\\'\\\\\\n?'");
  }

  @Test
  void withKeysOfSeveralColumnsThatNeitherSideOrdersAlike() throws Exception {
    fill(
        "by_day",
        "day date, at timestamptz, PRIMARY KEY (day, at)",
        "day Date32, at DateTime64(6, 'UTC')",
        "date '1970-01-01' + n, timestamptz '2024-01-01 00:00:00+00' + n * interval '1.000001 s'");
    DATABASES.copy(
        "INSERT INTO by_day SELECT toDate32('1970-01-01') + number + 1, fromUnixTimestamp64Micro(toInt64(1704067200000000 + (number + 1) * 1000001), 'UTC'), concat('a', toString(number + 1)), number + 1 FROM numbers(5000)");
    plantAndFind(
        "by_day", "day", "toDate32('1970-01-01'), toDateTime64('2024-01-01 00:00:00', 6, 'UTC')");
  }

  @Test
  void valuesDoNotRunIntoEachOtherAndNullIsNotEmpty() throws Exception {
    DATABASES.source(
        "CREATE TABLE runs (id int PRIMARY KEY, a text, b text)",
        "INSERT INTO runs VALUES (1, 'a', 'bc'), (2, NULL, ''), (3, '', NULL)");
    DATABASES.copy(
        "CREATE TABLE runs (id Int32, a Nullable(String), b Nullable(String)) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO runs VALUES (1, 'ab', 'c'), (2, '', NULL), (3, NULL, '')");
    assertThat(DATABASES.verify("public", "runs", "{table}").differences()).hasSize(3);
  }

  @Test
  void rowsThatTheCopyHasTwiceAreTold() throws Exception {
    DATABASES.source(
        "CREATE TABLE twice (id int PRIMARY KEY)", "INSERT INTO twice VALUES (1), (2)");
    DATABASES.copy(
        "CREATE TABLE twice (id Int32) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO twice VALUES (1), (2), (2)");
    assertThat(DATABASES.verify("public", "twice", "{table}").differences())
        .containsExactly(new RowDifference(Kind.DUPLICATE, List.of("2"), List.of()));
  }

  @Test
  void hostileNamesAreNamesAlone() throws Exception {
    String name = "x\"; DROP TABLE y; -- ` \\ {} ? '";
    String postgres = "\"" + name.replace("\"", "\"\"") + "\"";
    String clickhouse = "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`";
    DATABASES.source(
        "CREATE SCHEMA " + postgres,
        "CREATE TABLE %1$s.%1$s (%1$s text PRIMARY KEY, v int)".formatted(postgres),
        "INSERT INTO %1$s.%1$s VALUES ($q$%2$s$q$, 1)".formatted(postgres, name));
    DATABASES.copy(
        "CREATE TABLE %1$s (%1$s String, v Nullable(Int32)) ENGINE = MergeTree ORDER BY %1$s"
            .formatted(clickhouse),
        "INSERT INTO %s VALUES ('%s', 2)"
            .formatted(clickhouse, name.replace("\\", "\\\\").replace("'", "\\'")));
    assertThat(DATABASES.verify(name, name, "{table}").differences())
        .containsExactly(
            new RowDifference(Kind.DIFFERENT, List.of(name), List.of(new Value("v", "1", "2"))));
  }

  /** The copy has no form for it, and the job none for what is no shape. */
  @Test
  void aClosedPathAndBytesThatAreNoShapeDiffer() throws Exception {
    String line =
        "unhex('010200000002000000000000000000f03f000000000000004000000000000008400000000000001040')";
    DATABASES.source(
        "CREATE TABLE paths (id int PRIMARY KEY, p path)",
        "INSERT INTO paths SELECT n, '[(1,2),(3,4)]' FROM generate_series(1, 6) n",
        "UPDATE paths SET p = '((1,2),(3,4))' WHERE id = 1");
    DATABASES.copy(
        "CREATE TABLE paths (id Int32, p String) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO paths SELECT 1, " + line,
        "INSERT INTO paths SELECT 2, concat(" + line + ", '!')",
        "INSERT INTO paths SELECT 3, substring(" + line + ", 1, 25)",
        "INSERT INTO paths SELECT 4, replace(" + line + ", unhex('0102'), unhex('0103'))",
        "INSERT INTO paths SELECT 5, ''",
        "INSERT INTO paths SELECT 6, " + line);
    TableResult result = DATABASES.verify("public", "paths", "{table}");
    assertThat(result.failure()).isEmpty();
    assertThat(result.differences()).hasSize(5).noneMatch(row -> row.key().equals(List.of("6")));
    assertThat(result.differences())
        .contains(
            new RowDifference(
                Kind.DIFFERENT,
                List.of("1"),
                List.of(new Value("p", "((1,2),(3,4))", "[(1,2),(3,4)]"))));
  }

  @Test
  void whatCannotBeComparedIsRefusedByName() throws Exception {
    DATABASES.source("CREATE TABLE odd (id int PRIMARY KEY, c circle, n int, d date)");
    DATABASES.copy(
        "CREATE TABLE odd (id Int32, c String, d DateTime) ENGINE = MergeTree ORDER BY id");
    TableResult result = DATABASES.verify("public", "odd", "{table}");
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(result.failure())
        .contains("column c is circle in PostgreSQL and String in ClickHouse")
        .contains("the copy has no column n")
        .contains("column d is date in PostgreSQL and DateTime in ClickHouse");
  }

  @Test
  void theExitCodeTellsTheOutcome() throws Exception {
    DATABASES.source(
        "CREATE SCHEMA codes",
        "CREATE TABLE codes.same (id int PRIMARY KEY)",
        "CREATE TABLE codes.other (id int PRIMARY KEY)",
        "INSERT INTO codes.other VALUES (1)",
        "CREATE TABLE codes.lonely (id int PRIMARY KEY)");
    DATABASES.copy(
        "CREATE TABLE same (id Int32) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE other (id Int32) ENGINE = MergeTree ORDER BY id");
    assertThat(run("codes.same")).isZero();
    assertThat(run("codes.same", "codes.lonely")).isEqualTo(2);
    assertThat(run("codes.*", "--format", "json")).isEqualTo(1);
    assertThat(run("codes.nowhere")).isEqualTo(2);
  }

  @Test
  void goesOnBehindWhatTheStateFileHas(@TempDir Path directory) throws Exception {
    fill("by_state", "id int PRIMARY KEY", "id Int32", "n");
    DATABASES.copy(
        "INSERT INTO by_state SELECT number + 1, concat('a', toString(number + 1)), number + 1 FROM numbers(4999)");
    Path state = directory.resolve("state");
    String[] arguments = {"public.by_state", "--range-rows", "1000", "--state", state.toString()};
    assertThat(run(arguments)).isEqualTo(1);
    assertThat(Files.readAllLines(state).stream().filter(l -> l.startsWith("equal"))).hasSize(4);

    DATABASES.copy(
        "INSERT INTO by_state VALUES (5000, 'a5000', 5000)",
        // in a range that is known to be equal, so that it is not seen
        "ALTER TABLE by_state UPDATE b = 0 WHERE id = 1 SETTINGS mutations_sync = 1");
    assertThat(run(arguments)).isZero();
    assertThat(state).doesNotExist();
    assertThat(run(arguments)).isEqualTo(1);
  }

  private static int run(String... arguments) {
    List<String> all = new ArrayList<>(DATABASES.arguments());
    all.addAll(List.of("--settle", "0"));
    all.addAll(List.of(arguments));
    return VerifyMain.execute(all.toArray(String[]::new));
  }
}

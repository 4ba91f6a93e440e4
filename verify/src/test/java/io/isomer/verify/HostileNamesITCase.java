package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.targetformat.ClickHouseDialect;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas, tables and columns of names that are SQL are compared and repaired as any other. */
class HostileNamesITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\"; DROP TABLE y",
        "x`; DROP TABLE y; --",
        "x'); DROP TABLE y; --",
        "\\`\\\\`\\",
        "x\\' OR 1 = 1 /*",
        "{x} ${x} %s ? :y \n\t\r",
        "sixty-three bytes, \"quotes\", `ticks`, 'marks' and \\slashes\\; --",
      })
  void nothingOfANameIsEverRun(String name) throws Exception {
    String schema = PostgresDialect.quote(name);
    String table = schema + "." + schema;
    String value = PostgresDialect.quote("v" + name.substring(1));
    DATABASES.source(
        "CREATE SCHEMA " + schema,
        "CREATE TABLE " + table + " (" + schema + " int PRIMARY KEY, " + value + " text)",
        "INSERT INTO " + table + " SELECT n, 'row ' || n FROM generate_series(1, 2500) n");
    String copy = ClickHouseDialect.quote(name);
    String versions = ClickHouseDialect.quote(name + "__versions");
    DATABASES.copy(
        "CREATE TABLE %s (%s Int32, %s Nullable(String), _version UInt128, _is_deleted UInt8) ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY %2$s"
            .formatted(versions, copy, ClickHouseDialect.quote("v" + name.substring(1))),
        "INSERT INTO "
            + versions
            + " SELECT number + 2, if(number = 1000, 'wrong', concat('row ', toString(number + 2))),"
            + " 1000, 0 FROM numbers(2500)",
        "CREATE VIEW %s AS SELECT * EXCEPT (_version, _is_deleted) FROM %s FINAL WHERE _version >= (SELECT max(floor) FROM isomer_truncations WHERE table_name = %s)"
            .formatted(copy, versions, ClickHouseDialect.literal(name + "__versions")));

    TableResult found = DATABASES.verify(name, name, "{table}");
    assertThat(found.failure()).isEmpty();
    assertThat(found.differences()).hasSize(3);

    TableResult mended =
        DATABASES.verify(
            name,
            name,
            "{table}",
            "{table}__versions",
            postgres -> new SlotProgress(postgres, "", Duration.ZERO));
    assertThat(mended.failure()).isEmpty();
    assertThat(mended.outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(mended.repaired()).hasSize(3);
  }
}

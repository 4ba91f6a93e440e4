package io.isomer.clickhouse.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.TestTable;
import io.isomer.clickhouse.encode.RowBinaryEncoders;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TimeRange;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTableCheckTest {

  private static final String ENGINE = "ReplacingMergeTree(_version, _is_deleted)";

  private final TestTable source =
      TestTable.named("t")
          .column("a", ColumnType.of(ColumnKind.INT32))
          .column("b c", ColumnType.of(ColumnKind.INT32))
          .column("text", ColumnType.of(ColumnKind.STRING))
          .keyColumns(2)
          .build();

  private static TargetTable table(String engine, String sortingKey) {
    return new TargetTable(
        "d",
        "t",
        engine,
        sortingKey,
        List.of(
            TargetColumn.of("a", "Int32"),
            TargetColumn.of("b c", "Int32"),
            TargetColumn.of("text", "Nullable(String)"),
            TargetColumn.of("_version", "UInt128"),
            TargetColumn.of("_is_deleted", "UInt8")),
        TimeRange.FROM_1900_TO_2299);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ENGINE,
        ENGINE + " ORDER BY (a, `b c`) SETTINGS index_granularity = 8192",
        "ReplicatedReplacingMergeTree('/ch/{uuid}/(x)', '{replica}', _version, _is_deleted)"
            + " ORDER BY a",
        "SharedReplacingMergeTree('/ch/it\\'s', '{replica}', _version, _is_deleted) ORDER BY a",
        ENGINE + "\nPARTITION BY a",
      })
  void takesEnginesThatReplace(String engine) {
    assertThat(TargetTableCheck.problems(table(engine, "a"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MergeTree ORDER BY a",
        "ReplacingMergeTree ORDER BY a",
        "ReplacingMergeTree(_version) ORDER BY a",
        "ReplacingMergeTree(_is_deleted, _version) ORDER BY a",
        "ReplacingMergeTree(version, _is_deleted) ORDER BY a",
        "CollapsingMergeTree(_is_deleted) ORDER BY a",
        "Log",
        "",
      })
  void refusesOtherEngines(String engine) {
    assertThat(TargetTableCheck.problems(table(engine, "a")))
        .singleElement()
        .asString()
        .contains("table d.t has the engine", "ReplacingMergeTree(_version, _is_deleted)");
  }

  @Test
  void refusesOtherColumns() {
    TargetTable table =
        new TargetTable(
            "d",
            "t",
            ENGINE,
            "a",
            List.of(TargetColumn.of("_version", "UInt64")),
            TimeRange.FROM_1900_TO_2299);

    assertThat(TargetTableCheck.problems(table))
        .containsExactly(
            "table d.t needs a column _version of type UInt128, and has UInt64",
            "table d.t needs a column _is_deleted of type UInt8, and has none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a, `b c`", "`b c`, a", "(a, `b c`)"})
  void takesTheKeyInAnyOrder(String sortingKey) {
    assertThatCode(() -> TargetTableCheck.check(table(ENGINE, sortingKey), source.schema()))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"a", "''", "a, `b c`, text", "a, lower(`b c`)", "a, `b``c`"})
  void refusesOtherKeys(String sortingKey) {
    assertThatThrownBy(() -> TargetTableCheck.check(table(ENGINE, sortingKey), source.schema()))
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("is ordered by (" + sortingKey + ")");
  }

  @Test
  void refusesASourceWithoutKey() {
    TestTable keyless =
        TestTable.named("k").column("a", ColumnType.of(ColumnKind.INT32)).keyColumns(0).build();

    assertThatThrownBy(() -> TargetTableCheck.check(table(ENGINE, "a"), keyless.schema()))
        .hasMessageContaining("source table public.k has no key");
  }

  @Test
  void saysWhatIsMissingInTheTable() {
    TestTable wider =
        TestTable.named("t")
            .column("a", ColumnType.of(ColumnKind.INT32))
            .column("b c", ColumnType.of(ColumnKind.INT32))
            .column("text", ColumnType.of(ColumnKind.FLOAT64))
            .column("added", ColumnType.decimal(10, 2))
            .keyColumns(2)
            .build();

    assertThatThrownBy(
            () -> RowBinaryEncoders.create(table(ENGINE, "a, `b c`"), wider.schema(), Set.of()))
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining(
            "table d.t lacks the source's column added; add it: ALTER TABLE `d`.`t` ADD COLUMN IF NOT EXISTS"
                + " `added` Nullable(Decimal(10, 2))")
        .hasMessageContaining(
            "column text of d.t is of type Nullable(String), which cannot hold the source's"
                + " FLOAT64; make it Nullable(Float64)");
  }
}

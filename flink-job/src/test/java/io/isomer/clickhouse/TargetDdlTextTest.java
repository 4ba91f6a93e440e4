package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The texts of {@link TableDdl} and {@link ViewDdl}. */
class TargetDdlTextTest {

  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);

  private final TestTable source =
      TestTable.named("t")
          .column("id", ColumnType.of(ColumnKind.UUID))
          .column("part", ColumnType.of(ColumnKind.INT32))
          .column("no`te", TEXT)
          .keyColumns(2)
          .build();
  private final TargetTable target =
      new TargetTable(
          "d",
          "t__versions",
          "Log",
          "",
          List.of(TargetColumn.of("id", "UUID")),
          TimeRange.FROM_1900_TO_2299);

  @Test
  void createsTables() {
    assertThat(TableDdl.createTable(source.schema(), "t__versions"))
        .isEqualTo(
            "CREATE TABLE IF NOT EXISTS `t__versions` (`id` UUID, `part` Int32,"
                + " `no\\`te` Nullable(String), _version UInt128, _is_deleted UInt8) ENGINE ="
                + " ReplacingMergeTree(_version, _is_deleted) ORDER BY (`id`, `part`)");
  }

  @Test
  void altersInOneStatement() {
    String addition = TableDdl.addition(new Column("a", TEXT, false), c -> " DEFAULT 'x'");

    assertThat(
            TableDdl.alter(
                target, List.of(addition, TableDdl.modification("b", "Nullable(Int64)"))))
        .isEqualTo(
            "ALTER TABLE `d`.`t__versions` ADD COLUMN IF NOT EXISTS `a` Nullable(String)"
                + " DEFAULT 'x', MODIFY COLUMN `b` Nullable(Int64)");
  }

  @Test
  void viewsHideWhatIsGone() {
    assertThat(ViewDdl.select("d", "t__versions", List.of("id", "note")))
        .isEqualTo(
            "SELECT `id`, `note` FROM `d`.`t__versions` FINAL WHERE _version >= (SELECT max(floor)"
                + " FROM `d`.isomer_truncations WHERE table_name = 't__versions')");
  }

  @Test
  void viewsGiveColumnsTheirOwnNamesBack() {
    assertThat(ViewDdl.select("d", "t", List.of("_version", "_is_deleted")))
        .startsWith(
            "SELECT `_version__source` AS `_version`, `_is_deleted__source` AS `_is_deleted` FROM"
                + " `d`.`t` FINAL WHERE `d`.`t`._version >= ");
  }

  @Test
  void aColumnNamedAsOneThatStandsForAnotherIsRefused() {
    TestTable clash =
        TestTable.named("t").column("id", TEXT).column("_version__source", TEXT).build();

    assertThatThrownBy(() -> SystemColumns.renamed(clash.schema()))
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("public.t has a column _version__source");
  }
}

package io.isomer.clickhouse.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.TestTable;
import io.isomer.tables.TargetRule;
import io.isomer.targetformat.TargetEngine;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TimeRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The texts of {@link TableDdl}. */
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
    assertThat(
            TableDdl.createTable(
                source.schema(), "t__versions", TargetLayout.DEFAULT, column -> ""))
        .isEqualTo(
            "CREATE TABLE IF NOT EXISTS `t__versions` (`id` UUID, `part` Int32,"
                + " `no\\`te` Nullable(String), _version UInt128, _is_deleted UInt8) ENGINE ="
                + " ReplacingMergeTree(_version, _is_deleted) ORDER BY (`id`, `part`)");
  }

  @Test
  void createsTablesWithOrderPartitionsAndSettings() {
    TargetRule rule =
        new TargetRule(
            null,
            null,
            List.of("part", "id"),
            "intDiv(part, 1000)",
            Map.of("index_granularity", "4096"));
    assertThat(new TargetLayout(TargetEngine.DEFAULT, rule).clauses(source.schema()))
        .isEqualTo(
            "ENGINE = ReplacingMergeTree(_version, _is_deleted) PARTITION BY intDiv(part, 1000)"
                + " ORDER BY (`part`, `id`) SETTINGS index_granularity = 4096");
  }

  @Test
  void createsReplicatedTablesOnACluster() throws Exception {
    TargetEngine engine =
        new TargetEngine(true, "/t/{shard}/{database}/{table}", "{replica}", "my cluster");
    TargetLayout layout = new TargetLayout(engine, TargetRule.NONE);

    assertThat(TableDdl.createTable(source.schema(), "t", layout, column -> ""))
        .startsWith("CREATE TABLE IF NOT EXISTS `t` ON CLUSTER `my cluster` (`id` UUID, ")
        .endsWith(
            ") ENGINE = ReplicatedReplacingMergeTree('/t/{shard}/{database}/{table}', '{replica}',"
                + " _version, _is_deleted) ORDER BY (`id`, `part`)");
    assertThat(TableDdl.alter(target, engine, List.of("DROP COLUMN x")))
        .isEqualTo("ALTER TABLE `d`.`t__versions` ON CLUSTER `my cluster` DROP COLUMN x");
  }

  @Test
  void ordersAndPartitionsByTheKeyAlone() {
    TargetRule order = new TargetRule(null, null, List.of("id"), null, null);
    TargetRule partition = new TargetRule(null, null, null, "(part, `no\\`te`, lower('x'))", null);

    assertThatThrownBy(() -> new TargetLayout(TargetEngine.DEFAULT, order).check(source.schema()))
        .hasMessageContaining("order-by [id] in table-rules must have exactly the key's columns")
        .hasMessageContaining("[id, part]");
    assertThatThrownBy(
            () -> new TargetLayout(TargetEngine.DEFAULT, partition).check(source.schema()))
        .hasMessageContaining("of public.t uses [no`te], and may use only the key's columns");
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
  void aColumnNamedAsOneThatStandsForAnotherIsRefused() {
    TestTable clash =
        TestTable.named("t").column("id", TEXT).column("_version__source", TEXT).build();

    assertThatThrownBy(() -> TargetSchema.of(clash.schema()))
        .isInstanceOf(UnfitTableException.class)
        .hasMessageContaining("public.t has a column _version__source");
  }
}

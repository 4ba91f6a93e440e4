package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.TableId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickHouseDialectTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "id | `id`",
        "order | `order`",
        "Mixed Case | `Mixed Case`",
        "back`tick | `back\\`tick`",
        "back\\slash | `back\\\\slash`",
        "quote' | `quote'`",
        "naïve | `naïve`",
      })
  void quotesIdentifiers(String name, String expected) {
    assertThat(ClickHouseDialect.quote(name)).isEqualTo(expected);
  }

  @Test
  void quotesLiterals() {
    assertThat(ClickHouseDialect.literal("it's \\ here")).isEqualTo("'it\\'s \\\\ here'");
  }

  @ParameterizedTest
  @CsvSource({
    "{table}__versions, public, orders, orders__versions",
    "{schema}_{table}, public, orders, public_orders",
    "{table}, public, '{schema}', {schema}",
    "{table}{table}, s, t, tt",
    "{other}{table}, s, t, {other}t",
  })
  void fillsTheTableTemplate(String template, String schema, String table, String expected) {
    assertThat(ClickHouseDialect.targetName(template, new TableId(schema, table)))
        .isEqualTo(expected);
  }

  @Test
  void createsTables() {
    TestTable table =
        TestTable.named("t")
            .column("id", ColumnType.of(ColumnKind.UUID))
            .column("part", ColumnType.of(ColumnKind.INT32))
            .column("note", ColumnType.of(ColumnKind.STRING))
            .keyColumns(2)
            .build();

    assertThat(ClickHouseDialect.createTable(table.schema(), "t__versions"))
        .isEqualTo(
            "CREATE TABLE `t__versions` (`id` UUID, `part` Int32, `note` Nullable(String),"
                + " _version UInt128, _is_deleted UInt8) ENGINE ="
                + " ReplacingMergeTree(_version, _is_deleted) ORDER BY (`id`, `part`)");
  }

  @Test
  void createsViewsThatHideWhatIsGone() {
    assertThat(ClickHouseDialect.createView("t", "t__versions"))
        .isEqualTo(
            "CREATE VIEW `t` AS SELECT * EXCEPT (_version, _is_deleted) FROM `t__versions` FINAL"
                + " WHERE _version >= (SELECT max(floor) FROM isomer_truncations"
                + " WHERE table_name = 't__versions')");
  }
}

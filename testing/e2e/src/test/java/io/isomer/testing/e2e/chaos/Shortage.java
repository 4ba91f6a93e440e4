package io.isomer.testing.e2e.chaos;

import io.isomer.control.sql.ClickHouseSql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Why ClickHouse refuses inserts, by a setting of each table. */
enum Shortage {
  PARTS("parts", "parts_to_throw_insert", "1", "TOO_MANY_PARTS"),
  DISK("disk", "min_free_disk_bytes_to_perform_insert", "1000000000000000000", "NOT_ENOUGH_SPACE"),
  READ_ONLY("read-only", "table_readonly", "1", "TABLE_IS_PERMANENTLY_READ_ONLY");

  private final String title;
  private final String setting;
  private final String value;
  private final String error;

  Shortage(String title, String setting, String value, String error) {
    this.title = title;
    this.setting = setting;
    this.value = value;
    this.error = error;
  }

  String title() {
    return title;
  }

  void begin(ClickHouseSql clickhouse) throws IOException {
    for (String table : tables(clickhouse)) {
      alter(clickhouse, table, "MODIFY SETTING " + setting + " = " + value);
    }
  }

  void end(ClickHouseSql clickhouse) throws IOException {
    for (String table : tables(clickhouse)) {
      alter(clickhouse, table, "RESET SETTING " + setting);
    }
  }

  /** How many statements the engine has refused for that since it started. */
  long refused(ClickHouseSql clickhouse) throws IOException {
    String count =
        clickhouse.execute("SELECT sum(value) FROM system.errors WHERE name = '" + error + "'");
    return Long.parseLong(count.strip());
  }

  private static List<String> tables(ClickHouseSql clickhouse) throws IOException {
    String names =
        clickhouse.execute(
            "SELECT arrayStringConcat(groupArray(hex(name)), ' ') FROM system.tables"
                + " WHERE database = 'warehouse' AND engine LIKE '%MergeTree'");
    return List.of(names.strip().split(" "));
  }

  /** Names have any character; written as hexadecimal digits they need no quoting on the way. */
  private static void alter(ClickHouseSql clickhouse, String hexName, String change)
      throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hexName);
    String name = new String(bytes, StandardCharsets.UTF_8);
    String quoted = name.replace("\\", "\\\\").replace("`", "\\`");
    clickhouse.execute("ALTER TABLE warehouse.`" + quoted + "` " + change);
  }
}

package io.isomer.targetformat;

/** The tables that all target tables of a database share, called helper tables. */
public enum SystemTable {

  /** Each target table's version floor: its rows of lower versions are gone. */
  TRUNCATIONS(
      "isomer_truncations",
      "table_name String, floor UInt128",
      "floor",
      "table_name",
      "a TRUNCATE or a snapshot needs"),

  /** The schemas that each target table's source has had. */
  SCHEMAS(
      "isomer_schemas",
      "table_name String, version UInt128, source String, columns Array(String), types Array(String)",
      "",
      "(table_name, version)",
      "following the sources' schemas needs"),

  /** The rejected changes of each row. */
  REJECTIONS(
      "isomer_rejections",
      "table_name String, row_key String, version UInt128, message String",
      "",
      "(table_name, row_key, version)",
      "dead letters need");

  private final String tableName;
  private final String columns;
  private final String version;
  private final String order;
  private final String purpose;

  SystemTable(String tableName, String columns, String version, String order, String purpose) {
    this.tableName = tableName;
    this.columns = columns;
    this.version = version;
    this.order = order;
    this.purpose = purpose;
  }

  /** The table's name, which needs no quotes. */
  public String tableName() {
    return tableName;
  }

  /** The table with its database; the name itself needs no quotes. */
  public String qualifiedName(String database) {
    return ClickHouseDialect.quote(database) + "." + tableName();
  }

  /** The statement that creates the table where it is missing. */
  public String create(TargetEngine engine) {
    return "CREATE TABLE IF NOT EXISTS %s%s (%s) ENGINE = %s ORDER BY %s"
        .formatted(tableName(), engine.onCluster(), columns, engine.replacing(version), order);
  }

  /** A message about the missing table, with the statement that creates it. */
  public String missingMessage() {
    return "ClickHouse has no table %s, which %s; create it: %s"
        .formatted(tableName(), purpose, create(TargetEngine.DEFAULT));
  }
}

package io.isomer.verify;

/** Copies as the job creates them: rows with versions, and a view that shows the newest ones. */
final class JobLayout {

  private JobLayout() {}

  /**
   * Creates a table in both databases, and the copy's view.
   *
   * @param columns the source's, without the key {@code id}
   * @param copied the copy's, without the key, the version and the deletion
   */
  static void create(TwoDatabases databases, String table, String columns, String copied)
      throws Exception {
    create(databases, table, new Key("int", "Int32"), columns, copied);
  }

  /** The key's type on both sides. */
  record Key(String postgres, String clickhouse) {}

  /** As {@link #create(TwoDatabases, String, String, String)}, by a key of another type. */
  static void create(TwoDatabases databases, String table, Key key, String columns, String copied)
      throws Exception {
    databases.source(
        "CREATE TABLE %s (id %s PRIMARY KEY, %s)".formatted(table, key.postgres(), columns));
    databases.copy(
        "CREATE TABLE %s__versions (id %s, %s, _version UInt128, _is_deleted UInt8) ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id"
            .formatted(table, key.clickhouse(), copied),
        "CREATE VIEW %1$s AS SELECT * EXCEPT (_version, _is_deleted) FROM %1$s__versions FINAL WHERE _version >= (SELECT max(floor) FROM isomer_truncations WHERE table_name = '%1$s__versions')"
            .formatted(table));
  }
}

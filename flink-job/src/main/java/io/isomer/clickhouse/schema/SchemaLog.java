package io.isomer.clickhouse.schema;

import static io.isomer.targetformat.ClickHouseDialect.literal;

import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The table in ClickHouse in which all writers record which schemas a source table has had. Rows
 * are only added, so that there is nothing to race for.
 */
public final class SchemaLog {

  private static final String NAME = SystemTable.SCHEMAS.tableName();

  private static final String SELECT =
      "SELECT toString(version) AS v, source, name, type FROM "
          + NAME
          + " FINAL ARRAY JOIN columns AS name, types AS type, arrayEnumerate(columns) AS position"
          + " WHERE table_name = %s ORDER BY version, position";

  private SchemaLog() {}

  static SchemaHistory read(ClickHouseClient client, String target) throws SQLException {
    List<SchemaVersion> schemas = new ArrayList<>();
    List<List<String>> rows =
        client.rows(SELECT.formatted(literal(target)), "reading from " + NAME);
    int at = 0;
    while (at < rows.size()) {
      String version = rows.get(at).get(0);
      String source = rows.get(at).get(1);
      List<String> columns = new ArrayList<>();
      List<String> types = new ArrayList<>();
      for (; at < rows.size() && rows.get(at).get(0).equals(version); at++) {
        columns.add(rows.get(at).get(2));
        types.add(rows.get(at).get(3));
      }
      schemas.add(new SchemaVersion(RowVersion.parse(version), source, columns, types));
    }
    return new SchemaHistory(schemas);
  }

  /** Adds a schema to a target table's. */
  public static String insert(String target, SchemaVersion schema) {
    return ("INSERT INTO %s (table_name, version, source, columns, types)"
            + " SETTINGS async_insert = 0 VALUES (%s, %s, %s, %s, %s)")
        .formatted(
            NAME,
            literal(target),
            schema.version(),
            literal(schema.source()),
            array(schema.columns()),
            array(schema.types()));
  }

  private static String array(List<String> texts) {
    return texts.stream()
        .map(ClickHouseDialect::literal)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}

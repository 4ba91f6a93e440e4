package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TableDdl;
import io.isomer.clickhouse.table.TargetSchema;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.SystemTable;
import io.isomer.targetformat.ViewDdl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The statements that create the tables and views of the writer, for users to read or run. */
public final class DdlScript {

  private static final String CREATE_TABLE = "CREATE TABLE IF NOT EXISTS ";

  private DdlScript() {}

  /** Creates the tables that all targets of a database share. */
  public static List<String> shared(ClickHouseOptions options, String database) {
    return Arrays.stream(SystemTable.values())
        .map(table -> in(database, table.create(options.engine())))
        .toList();
  }

  /** The writer is connected to its database; the user who runs a script may be to another. */
  private static String in(String database, String createTable) {
    return CREATE_TABLE
        + ClickHouseDialect.quote(database)
        + "."
        + createTable.substring(CREATE_TABLE.length());
  }

  /**
   * Creates a source table's target and, if it has one, its view.
   *
   * @param database where the target is
   * @param schema the source's, with its rules applied
   * @throws UnfitTableException when the rules do not fit the table
   */
  public static List<String> target(
      ClickHouseOptions options, String database, ChangelogSchema schema)
      throws UnfitTableException {
    SchemaPolicy policy = options.schemaPolicy(schema.table());
    String target = options.targetName(schema.table());
    ChangelogSchema renamed = TargetSchema.of(schema);
    policy.layout().check(renamed);
    List<String> statements = new ArrayList<>();
    statements.add(
        in(database, TableDdl.createTable(renamed, target, policy.layout(), column -> "")));
    if (policy.hasViews()) {
      String view =
          NameTemplate.fill(policy.viewTemplate(), schema.table().schema(), schema.table().name());
      List<String> columns = schema.columns().stream().map(Column::name).toList();
      statements.add(
          ViewDdl.create(
              database, view, policy.engine(), ViewDdl.select(database, target, columns)));
    }
    return statements;
  }
}

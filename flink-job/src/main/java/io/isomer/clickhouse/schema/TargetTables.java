package io.isomer.clickhouse.schema;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.client.NameTooLong;
import io.isomer.clickhouse.table.MissingHelperException;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TableDdl;
import io.isomer.clickhouse.table.TargetCatalog;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.clickhouse.table.TargetTableCheck;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.SystemTable;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates what is missing of a target table, if it may. */
public final class TargetTables {

  private static final Logger LOG = LoggerFactory.getLogger(TargetTables.class);

  private final String target;
  private final SchemaPolicy policy;
  private final ClickHouseClient client;
  private final TargetView view;

  TargetTables(String target, SchemaPolicy policy, ClickHouseClient client, TargetView view) {
    this.target = target;
    this.policy = policy;
    this.client = client;
    this.view = view;
  }

  /**
   * Makes sure of the tables that all targets of a database share.
   *
   * @throws MissingHelperException when they are missing and must not be created
   */
  void requireHelpers() throws SQLException {
    if (policy.createTables()) {
      for (SystemTable table : SystemTable.values()) {
        client.execute(table.create(policy.engine()));
      }
    } else if (TargetCatalog.find(client, SystemTable.SCHEMAS.tableName()).isEmpty()) {
      throw new MissingHelperException(SystemTable.SCHEMAS);
    }
  }

  /**
   * @param schema with the target's names
   * @throws UnfitTableException when the table is missing and cannot or must not be created
   */
  TargetTable findOrCreate(ChangelogSchema schema) throws SQLException {
    Optional<TargetTable> table = TargetCatalog.find(client, target);
    if (table.isPresent()) {
      return table.get();
    }
    if (!policy.createTables()) {
      throw missing(schema);
    }
    TargetTableCheck.requireKey(schema);
    policy.layout().check(schema);
    view.requireNameFree(schema.table(), target);
    String sql =
        TableDdl.createTable(
            schema, target, policy.layout(), ColumnDefaults.of(schema.columns(), client));
    try {
      client.execute(sql);
    } catch (SQLException e) {
      throw NameTooLong.isReasonOf(e)
          ? new UnfitTableException(SchemaMessages.longTableName(target, schema.table(), e))
          : e;
    }
    LOG.info("Created the table {} for {}: {}", target, schema.table(), sql);
    return TargetCatalog.find(client, target).orElseThrow(() -> missing(schema));
  }

  private UnfitTableException missing(ChangelogSchema schema) {
    return new UnfitTableException(
        "ClickHouse has no table %s for %s; create it: %s"
            .formatted(
                target,
                schema.table(),
                TableDdl.createTable(schema, target, policy.layout(), column -> "")));
  }
}

package io.isomer.clickhouse.schema;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.client.RetryableError;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TableDdl;
import io.isomer.clickhouse.table.TargetSchema;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.clickhouse.table.TargetTableCheck;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.type.TargetColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a target table fit for the rows of a schema: creates it, adds columns, widens types. Other
 * writers may do the same at the same time: every statement can be repeated without harm, and after
 * each the catalog is read again.
 */
public final class SchemaFollower {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaFollower.class);
  private static final int MAX_ATTEMPTS = 5;

  /**
   * The state of a table that accepts a schema's rows.
   *
   * @param table as it is now
   * @param omitted columns that are not written, by the target's names
   * @param newest the newest version that is known of the source's schema
   * @param isNewest whether it is this schema's
   */
  record Followed(TargetTable table, Set<String> omitted, RowVersion newest, boolean isNewest) {}

  private final String target;
  private final ClickHouseClient client;
  private final SchemaPolicy policy;
  private final Runnable altered;
  private final TargetView view;
  private final TargetTables tables;

  /**
   * @param target the target table's name, unquoted
   * @param altered runs after each ALTER of the table
   */
  SchemaFollower(String target, SchemaPolicy policy, ClickHouseClient client, Runnable altered) {
    this.altered = altered;
    this.target = target;
    this.client = client;
    this.policy = policy;
    this.view = new TargetView(client, policy);
    this.tables = new TargetTables(target, policy, client, view);
  }

  /** Messages without schema part do not have their columns' types. */
  static boolean canFollow(ChangelogSchema schema) {
    return schema.columns().stream().noneMatch(c -> c.type().kind() == ColumnKind.UNTYPED);
  }

  /**
   * @param source the schema as the source has it
   * @param version of a row of the schema
   * @param snapshot whether rows of a snapshot are among those of the schema
   * @throws UnfitTableException when the schema cannot be followed; says what to do
   */
  Followed follow(ChangelogSchema source, RowVersion version, boolean snapshot)
      throws SQLException {
    ChangelogSchema schema = TargetSchema.of(source);
    NestedColumnCheck.refuse(schema);
    tables.requireHelpers();
    SchemaVersion seen = SchemaVersion.of(source, version);
    for (int attempt = 1; ; attempt++) {
      TargetTable table = tables.findOrCreate(schema);
      TargetTableCheck.check(table, schema);
      SchemaHistory history = history(source);
      SchemaPlan plan =
          SchemaPlan.of(table, schema, history, version, snapshot, defaults(table, schema));
      if (!plan.problems().isEmpty()) {
        if (!plan.hasReturnedColumn()) { // older rows can be written once the user has made room
          log(history, seen);
        }
        throw new UnfitTableException(String.join(" ", plan.problems()));
      }
      log(history, seen); // first, so that no writer takes an added column for one that is back
      if (plan.changes().isEmpty()) {
        plan.notices().forEach(LOG::warn);
        return followed(source.table(), table, history, seen, plan.omitted(), attempt > 1);
      }
      alter(table, plan.changes(), attempt == MAX_ATTEMPTS);
    }
  }

  private TableDdl.DefaultClause defaults(TargetTable table, ChangelogSchema schema)
      throws SQLException {
    Map<String, TargetColumn> known = table.columnsByName();
    return ColumnDefaults.of(
        schema.columns().stream().filter(column -> !known.containsKey(column.name())).toList(),
        client);
  }

  private SchemaHistory history(ChangelogSchema source) throws SQLException {
    SchemaHistory history = SchemaLog.read(client, target);
    String known = history.newest().map(SchemaVersion::source).orElse(source.table().toString());
    if (!known.equals(source.table().toString())) {
      throw new UnfitTableException(SchemaMessages.otherSource(target, known, source.table()));
    }
    return history;
  }

  private void alter(TargetTable table, List<String> changes, boolean last) throws SQLException {
    String sql = TableDdl.alter(table, policy.engine(), changes);
    try {
      client.execute(sql);
      altered.run();
      LOG.info("Followed the source: {}", sql);
    } catch (SQLException e) {
      if (RetryableError.of(e).isPresent()) {
        throw e;
      }
      if (last) {
        throw new UnfitTableException(SchemaMessages.refused(table, sql, e.getMessage()));
      }
      LOG.info("Checking {} again after: {}", table, e.getMessage());
    }
  }

  /**
   * @param isAltered whether the table was altered, and so the view's types may have to follow
   */
  private Followed followed(
      TableId source,
      TargetTable table,
      SchemaHistory history,
      SchemaVersion seen,
      Set<String> omitted,
      boolean isAltered)
      throws SQLException {
    boolean isNewest = history.isNewest(seen.version());
    SchemaVersion newest = isNewest ? seen : history.newest().orElseThrow();
    boolean shown = newest.hasSameColumns(seen);
    if (shown || isAltered) {
      view.follow(source, table, newest);
    }
    return new Followed(table, omitted, newest.version(), shown);
  }

  private void log(SchemaHistory history, SchemaVersion seen) throws SQLException {
    if (history.implies(seen)) {
      return;
    }
    client.execute(SchemaLog.insert(target, seen));
    if (history.isNewest(seen.version())) {
      history.newest().ifPresent(before -> tellOfRename(before, seen));
    }
  }

  private static void tellOfRename(SchemaVersion before, SchemaVersion now) {
    List<String> gone = before.columns().stream().filter(c -> !now.has(c)).toList();
    List<String> added = now.columns().stream().filter(c -> !before.has(c)).toList();
    if (!gone.isEmpty() && !added.isEmpty()) {
      LOG.warn("{}", SchemaMessages.renamed(now.source(), gone, added));
    }
  }
}

package io.isomer.clickhouse.schema;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.client.NameTooLong;
import io.isomer.clickhouse.client.RetryableError;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TargetCatalog;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.ViewDdl;
import io.isomer.targetformat.type.TargetColumn;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a target table's view at the columns of the source's newest schema. */
public final class TargetView {

  private static final Logger LOG = LoggerFactory.getLogger(TargetView.class);
  private static final int MAX_ATTEMPTS = 10;

  private static final String QUERY =
      "SELECT t.database, t.as_select, c.name, c.type"
          + " FROM (SELECT database, name, as_select FROM system.tables"
          + " WHERE database = currentDatabase() AND name = %1$s) AS t"
          + " ALL LEFT JOIN (SELECT table, name, type, position FROM system.columns"
          + " WHERE database = currentDatabase() AND table = %1$s) AS c ON c.table = t.name"
          + " ORDER BY c.position";

  private final ClickHouseClient client;
  private final SchemaPolicy policy;

  TargetView(ClickHouseClient client, SchemaPolicy policy) {
    this.client = client;
    this.policy = policy;
  }

  /** A view as it is: its query (empty for a table), and its columns' names and types. */
  private record Existing(
      String database, String query, List<String> columns, List<String> types) {}

  /**
   * @throws UnfitTableException when something else has the view's name
   */
  void requireNameFree(TableId source, String target) throws SQLException {
    String view = name(source);
    Existing existing = policy.hasViews() ? find(view) : null;
    if (existing != null && !isOurs(existing, target)) {
      throw new UnfitTableException(SchemaMessages.viewNameTaken(view, target));
    }
  }

  private String name(TableId source) {
    return NameTemplate.fill(policy.viewTemplate(), source.schema(), source.name());
  }

  /**
   * Makes sure that the view shows the newest schema. One that shows what this writer knows is left
   * alone without asking what others have written in the meantime: they check it themselves.
   *
   * @param table as it was just read
   * @param newest the newest schema that was known then, the writer's own included
   * @throws UnfitTableException when the view's name is too long for ClickHouse
   */
  void follow(TableId source, TargetTable table, SchemaVersion newest) throws SQLException {
    if (!policy.hasViews()) {
      return;
    }
    Existing existing = find(name(source));
    if (existing == null
        || !isOurs(existing, table.name())
        || !shows(existing, table, columns(table, newest))) {
      replace(source, table.name());
    }
  }

  /**
   * Creates or replaces the view until it shows the newest schema. Another writer may replace it in
   * between by an older one; so each checks it again after it has replaced it, and the last one to
   * do so has seen all that is known.
   */
  private void replace(TableId source, String target) throws SQLException {
    String view = name(source);
    SQLException failure = null;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      TargetTable table = TargetCatalog.find(client, target).orElseThrow();
      List<String> columns = columns(table, SchemaLog.read(client, target).newest().orElseThrow());
      String query = ViewDdl.select(table.database(), target, columns);
      Existing existing = find(view);
      if (existing == null && !policy.createTables()) {
        return;
      }
      if (existing != null && !isOurs(existing, target)) {
        LOG.warn("{}", SchemaMessages.foreignView(view, table));
        return;
      }
      if (existing != null && shows(existing, table, columns)) {
        return;
      }
      try {
        client.execute(
            existing == null
                ? ViewDdl.create(table.database(), view, policy.engine(), query)
                : ViewDdl.replace(table.database(), view, policy.engine(), query));
        LOG.info("The view {} has the columns {}", view, columns);
      } catch (SQLException e) {
        if (RetryableError.of(e).isPresent()) {
          throw e;
        }
        if (NameTooLong.isReasonOf(e)) {
          throw new UnfitTableException(SchemaMessages.longViewName(view, source, e));
        }
        failure = e; // perhaps as another writer was faster; the next check shows it
      }
    }
    throw new SQLException("the view " + view + " does not stay as it is created", failure);
  }

  /** The schema's columns, as far as the table has them yet. */
  private static List<String> columns(TargetTable table, SchemaVersion schema) {
    Map<String, TargetColumn> known = table.columnsByName();
    return schema.columns().stream()
        .filter(column -> known.containsKey(SystemColumns.targetName(column)))
        .toList();
  }

  /** ClickHouse fixes a view's types with its creation. */
  private static boolean shows(Existing view, TargetTable table, List<String> columns) {
    Map<String, TargetColumn> known = table.columnsByName();
    List<String> types =
        columns.stream().map(c -> known.get(SystemColumns.targetName(c)).type().text()).toList();
    return view.columns().equals(columns) && view.types().equals(types);
  }

  private static boolean isOurs(Existing view, String target) {
    return ViewDdl.isSame(view.query(), ViewDdl.select(view.database(), target, view.columns()));
  }

  /** Null when there is none. */
  private Existing find(String view) throws SQLException {
    List<List<String>> rows =
        client.rows(
            QUERY.formatted(ClickHouseDialect.literal(view)), "reading the columns of " + view);
    if (rows.isEmpty()) {
      return null;
    }
    return new Existing( // each row has the view's values and a column's
        rows.get(0).get(0),
        rows.get(0).get(1),
        rows.stream().map(row -> row.get(2)).toList(),
        rows.stream().map(row -> row.get(3)).toList());
  }
}

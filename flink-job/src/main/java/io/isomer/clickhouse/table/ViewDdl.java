package io.isomer.clickhouse.table;

import static io.isomer.clickhouse.type.ClickHouseDialect.literal;
import static io.isomer.clickhouse.type.ClickHouseDialect.quote;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The view that shows a target table as its source table is: with its columns, and without deleted
 * and truncated rows and old versions.
 */
public final class ViewDdl {

  private ViewDdl() {}

  /**
   * @param view the view's name, unquoted
   * @param select of {@link #select}
   */
  public static String create(String database, String view, TargetEngine engine, String select) {
    return "CREATE VIEW IF NOT EXISTS " + named(database, view, engine) + " AS " + select;
  }

  /** As {@link #create}, on one server. */
  public static String create(String database, String view, String select) {
    return create(database, view, TargetEngine.DEFAULT, select);
  }

  /** As {@link #create}, in place of the view as it is. */
  public static String replace(String database, String view, TargetEngine engine, String select) {
    return "CREATE OR REPLACE VIEW " + named(database, view, engine) + " AS " + select;
  }

  private static String named(String database, String view, TargetEngine engine) {
    return quote(database) + "." + quote(view) + engine.onCluster();
  }

  /**
   * The view's query.
   *
   * @param columns the source's, by its names
   */
  public static String select(String database, String target, List<String> columns) {
    boolean renamed = columns.stream().anyMatch(SystemColumns::isReserved);
    String table = quote(database) + "." + quote(target);
    String list = columns.stream().map(ViewDdl::column).collect(Collectors.joining(", "));
    return ("SELECT %s FROM %s FINAL WHERE %s%s >="
            + " (SELECT max(floor) FROM %s.%s WHERE table_name = %s)")
        .formatted(
            list,
            table,
            renamed ? table + "." : "", // else it would mean the source's column of that name
            TargetTable.VERSION,
            quote(database),
            SystemTable.TRUNCATIONS.tableName(),
            literal(target));
  }

  private static String column(String name) {
    return SystemColumns.isReserved(name)
        ? quote(SystemColumns.targetName(name)) + " AS " + quote(name)
        : quote(name);
  }

  /**
   * Whether two queries are the same but for spelling: ClickHouse quotes only the names that need
   * it, and breaks lines.
   */
  public static boolean isSame(String one, String other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(String sql) {
    return sql.replaceAll("[`\\s]", "");
  }
}

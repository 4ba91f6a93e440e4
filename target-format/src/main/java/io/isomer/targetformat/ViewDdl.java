package io.isomer.targetformat;

import static io.isomer.targetformat.ClickHouseDialect.qualified;
import static io.isomer.targetformat.ClickHouseDialect.quote;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The view that shows a target table like its source table: with the source's columns, and without
 * deleted rows, truncated rows and old versions.
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

  /** Like {@link #create}, on one server. */
  public static String create(String database, String view, String select) {
    return create(database, view, TargetEngine.DEFAULT, select);
  }

  /** Like {@link #create}, and replaces an existing view. */
  public static String replace(String database, String view, TargetEngine engine, String select) {
    return "CREATE OR REPLACE VIEW " + named(database, view, engine) + " AS " + select;
  }

  private static String named(String database, String view, TargetEngine engine) {
    return qualified(database, view) + engine.onCluster();
  }

  /**
   * The view's query.
   *
   * @param columns the source table's column names
   */
  public static String select(String database, String target, List<String> columns) {
    boolean renamed = columns.stream().anyMatch(SystemColumns::isReserved);
    String table = qualified(database, target);
    String list = columns.stream().map(ViewDdl::column).collect(Collectors.joining(", "));
    String version = // the bare name would be the source's column of that name
        renamed ? table + "." + SystemColumns.VERSION : SystemColumns.VERSION;
    return "SELECT %s FROM %s FINAL WHERE %s"
        .formatted(list, table, VersionFloor.condition(version, database, target));
  }

  private static String column(String name) {
    return SystemColumns.isReserved(name)
        ? quote(SystemColumns.targetName(name)) + " AS " + quote(name)
        : quote(name);
  }

  /**
   * Whether two queries differ at most in quotes and white space: ClickHouse quotes only the names
   * that need it, and breaks lines.
   */
  public static boolean isSame(String one, String other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(String sql) {
    return sql.replaceAll("[`\\s]", "");
  }
}

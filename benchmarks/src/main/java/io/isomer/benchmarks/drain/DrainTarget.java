package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.BenchTable;
import io.isomer.benchmarks.data.TableContent;
import io.isomer.benchmarks.data.TopicFiller.Filled;
import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.sql.SqlScript;
import io.isomer.targetformat.SystemColumns;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A dataset's tables and views in ClickHouse. */
public final class DrainTarget {

  private final StackAccess stack;
  private final ClickHouseSql clickHouse;
  private final Filled filled;

  public DrainTarget(StackAccess stack, Filled filled) {
    this.stack = stack;
    this.clickHouse = new ClickHouseSql(stack);
    this.filled = filled;
  }

  /** Makes tables and views, empty, in place of those of a run before. */
  public void create() throws IOException {
    for (String sql : SqlScript.statementsIn(stack.installation().sql("clickhouse"))) {
      clickHouse.execute(sql);
    }
    for (BenchTable table : tables()) {
      clickHouse.execute("DROP VIEW IF EXISTS " + database() + "." + table.name());
      clickHouse.execute(
          "DROP TABLE IF EXISTS " + database() + "." + table.versionsTable() + " SYNC");
      for (String sql : table.clickHouseDdl(database())) {
        clickHouse.execute(sql);
      }
    }
  }

  private List<BenchTable> tables() {
    return filled.dataset().workload().tables();
  }

  private String database() {
    return stack.clickhouseDatabase();
  }

  /**
   * How many of the changes are visible, nearly for nothing. With a row for each change: the
   * tables' number of rows, which ClickHouse knows. Else, where a row's older versions vanish: by
   * the newest version's place among those of the dataset, which overtakes the changes that other
   * writers have in hand; all is there only when {@link #difference()} says so.
   */
  public long visible() throws IOException {
    return filled.dataset().workload().distinct() ? arrivedRows() : newestChange();
  }

  private long arrivedRows() throws IOException {
    String names =
        tables().stream()
            .map(table -> "'" + table.versionsTable() + "'")
            .collect(Collectors.joining(", "));
    return Long.parseLong(
        clickHouse
            .execute(
                "SELECT sum(total_rows) FROM system.tables WHERE database = '%s' AND name IN (%s)"
                    .formatted(database(), names))
            .strip());
  }

  private long newestChange() throws IOException {
    BenchTable table = tables().get(0);
    BigInteger newest =
        new BigInteger(
            clickHouse
                .execute(
                    "SELECT max(%s) FROM %s.%s"
                        .formatted(SystemColumns.VERSION, database(), table.versionsTable()))
                .strip());
    BigInteger first = filled.firstVersion();
    long changes = filled.dataset().workload().changes();
    if (newest.compareTo(first) < 0) {
      return 0;
    }
    double part =
        newest.subtract(first).doubleValue() / filled.lastVersion().subtract(first).doubleValue();
    return Math.round(part * changes);
  }

  /**
   * Whether all has come, once {@link #visible()} says so.
   *
   * @throws Await.AbortedException when as many rows have come as were sent, and not those
   */
  public boolean isComplete() throws IOException {
    String difference = difference();
    if (!difference.isEmpty() && filled.dataset().workload().distinct()) {
      throw new Await.AbortedException("not what was sent: " + difference);
    }
    return difference.isEmpty();
  }

  /**
   * How the views differ from what has been sent, by number of rows and checksum; empty when they
   * do not.
   */
  public String difference() throws IOException {
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < tables().size(); i++) {
      BenchTable table = tables().get(i);
      TableContent sent = filled.content().get(i);
      String[] seen = clickHouse.execute(table.checkQuery(database())).strip().split("\t");
      TableContent content = new TableContent(Long.parseLong(seen[0]), Long.parseLong(seen[1]));
      if (!content.equals(sent)) {
        differences.add(table.name() + ": sent " + sent + ", and the view has " + content);
      }
    }
    return String.join("; ", differences);
  }
}

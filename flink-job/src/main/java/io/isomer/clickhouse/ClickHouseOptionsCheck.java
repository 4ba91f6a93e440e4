package io.isomer.clickhouse;

import io.isomer.clickhouse.client.ClickHouseUrl;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.TargetEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks the values of {@link ClickHouseOptions}, all at once. */
final class ClickHouseOptionsCheck {

  private static final long MAX_BATCH_BYTES = 1 << 30;
  private static final int MAX_CONCURRENT_INSERTS = 100;

  private final List<String> problems = new ArrayList<>();

  private ClickHouseOptionsCheck() {}

  /** What is wrong with the options; empty when they are valid. */
  static List<String> problems(ClickHouseOptions options) {
    ClickHouseOptionsCheck check = new ClickHouseOptionsCheck();
    check.connection(options);
    check.names(options);
    check.batches(options);
    check.engine(options.engine());
    check.times(options);
    return check.problems;
  }

  private void connection(ClickHouseOptions options) {
    ClickHouseUrl.problem(options.get(ClickHouseOptions.URL)).ifPresent(problems::add);
    require(!options.get(ClickHouseOptions.USER).isEmpty(), "the user must be given");
  }

  private void names(ClickHouseOptions options) {
    String table = options.get(ClickHouseOptions.TABLE_TEMPLATE);
    String view = options.get(ClickHouseOptions.VIEW_TEMPLATE);
    require(
        NameTemplate.namesTable(table), "the table template must contain {table}, and is " + table);
    require(
        view.isEmpty() || NameTemplate.namesTable(view),
        "the view template must contain {table} or be empty, and is " + view);
    require(!view.equals(table), "the view template must differ from the table template " + table);
  }

  private void batches(ClickHouseOptions options) {
    int rows = options.get(ClickHouseOptions.BATCH_ROWS);
    long bytes = options.get(ClickHouseOptions.BATCH_SIZE).getBytes();
    long buffer = options.get(ClickHouseOptions.BUFFER_SIZE).getBytes();
    int inserts = options.get(ClickHouseOptions.CONCURRENT_INSERTS);
    require(rows > 0, "a batch must have at least 1 row, not " + rows);
    require(
        bytes > 0 && bytes <= MAX_BATCH_BYTES, "a batch must have 1 byte to 1 GiB, not " + bytes);
    require(
        buffer >= bytes,
        "the buffer of all tables must hold a batch of " + bytes + " bytes, and has " + buffer);
    require(
        inserts > 0 && inserts <= MAX_CONCURRENT_INSERTS,
        "there must be 1 to 100 concurrent inserts, not " + inserts);
  }

  private void engine(TargetEngine engine) {
    String path = engine.replicaPath();
    require(
        path.isEmpty()
            || engine.replicated() && (path.contains("{table}") || path.contains("{uuid}")),
        "the replica path is for the replicated engine and must contain {table} or {uuid}, so that"
            + " each table has its own, and is "
            + path);
  }

  private void times(ClickHouseOptions options) {
    Duration interval = options.get(ClickHouseOptions.FLUSH_INTERVAL);
    int retries = options.get(ClickHouseOptions.MAX_RETRIES);
    Duration initial = options.get(ClickHouseOptions.INITIAL_BACKOFF);
    Duration max = options.get(ClickHouseOptions.MAX_BACKOFF);
    require(!interval.isNegative(), "the flush interval must not be negative, as " + interval);
    require(retries >= 0, "the retries must not be negative, as " + retries);
    require(
        initial.toMillis() > 0 && initial.compareTo(max) <= 0,
        "the backoff must start at 1 ms or more and not above its maximum, not "
            + initial
            + " to "
            + max);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}

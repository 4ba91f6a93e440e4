package io.isomer.benchmarks.chain;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.control.verify.StackComparison;
import io.isomer.targetformat.NameTemplate;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import io.isomer.verify.Outcome;
import io.isomer.verify.SlotProgress;
import io.isomer.verify.TableResult;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** How fast a table that is there already is copied, from PostgreSQL to ClickHouse's view. */
public final class SnapshotBenchmark {

  private static final String TABLE = "bench_snapshot";
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final String COLUMNS =
      "id integer PRIMARY KEY, create_time timestamp, currency_date date, currency_code varchar(32),"
          + " currency_name varchar(32), value_to_try double precision";
  private static final String ROWS =
      "INSERT INTO public."
          + TABLE
          + " SELECT i, timestamp '2020-01-01' + i * interval '7 seconds 123 microseconds',"
          + " date '2020-01-01' + mod(i, 3000), chr(65 + mod(i, 26)) || 'XY', 'name no. ' || i, i / 7.0"
          + " FROM generate_series(1, %d) AS i";

  private final BenchPipeline pipeline;
  private final Consumer<String> progress;

  /**
   * @param options of the job that differ from their defaults
   * @param progress told in words what happens
   */
  public SnapshotBenchmark(
      StackConfig stack, Map<String, String> options, Consumer<String> progress) {
    this.pipeline = new BenchPipeline(stack, TABLE, COLUMNS, options);
    this.progress = progress;
  }

  /**
   * What a snapshot has taken.
   *
   * @param firstSeconds from the connector's registration until rows were visible
   * @param totalSeconds until all were
   * @param rowsPerSecond of the time between
   * @param totalRowsPerSecond of all the time
   */
  public record Result(
      int rows,
      double firstSeconds,
      double totalSeconds,
      double rowsPerSecond,
      double totalRowsPerSecond) {}

  /** Fills a table, copies it, and compares the copy with it value by value. */
  public Result run(int rows) throws IOException, SQLException, InterruptedException {
    pipeline.createSource();
    pipeline.execute(ROWS.formatted(rows));
    progress.accept("the table is filled");
    long begin = System.nanoTime();
    pipeline.connect();
    pipeline.submit();
    long[] first = {0, 0};
    Await.until(
        "all rows to be visible",
        LIMIT,
        () -> {
          long visible = arrived();
          if (first[0] == 0 && visible > 0) {
            first[0] = visible;
            first[1] = System.nanoTime();
          }
          return visible >= rows;
        });
    long end = System.nanoTime();
    refuseDifferences();
    pipeline.close();
    double firstSeconds = (first[1] - begin) / 1e9;
    double totalSeconds = (end - begin) / 1e9;
    double between = Math.max(0.05, totalSeconds - firstSeconds);
    return new Result(
        rows, firstSeconds, totalSeconds, (rows - first[0]) / between, rows / totalSeconds);
  }

  /** As many rows as the table has are visible: each has its own key and comes once. */
  private long arrived() throws IOException {
    return Long.parseLong(
        new ClickHouseSql(pipeline.stack())
            .execute(
                "SELECT sum(total_rows) FROM system.tables WHERE database = '%s' AND name = '%s'"
                    .formatted(
                        pipeline.stack().clickhouseDatabase(),
                        NameTemplate.fill(NameTemplate.TABLE, "public", TABLE)))
            .strip());
  }

  /** Goes by time: the job's consumer group is not the pipeline's, and nothing changes now. */
  private void refuseDifferences() throws IOException, SQLException, InterruptedException {
    TableResult result =
        new StackComparison(
                pipeline.stack(), postgres -> new SlotProgress(postgres, "", Duration.ZERO))
            .compare("public", TABLE);
    if (result.outcome() != Outcome.EQUAL) {
      throw new IOException("the copy is no copy: " + StackComparison.verdict(result));
    }
    progress.accept(StackComparison.verdict(result));
  }
}

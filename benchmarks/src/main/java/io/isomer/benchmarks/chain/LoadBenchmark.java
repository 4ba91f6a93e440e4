package io.isomer.benchmarks.chain;

import io.isomer.control.sql.ClickHouseSql;
import io.isomer.testing.localstack.PostgresPart;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * The whole chain under clients that write as fast as they can, in the manner of pgbench: each
 * transaction changes the balance of three accounts and inserts one row.
 */
public final class LoadBenchmark {

  private static final String TABLE = "bench_load";
  private static final int ACCOUNTS = 10_000;
  private static final int UPDATES = 3;
  private static final int CHANGES = UPDATES + 1;
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final String SUMS = "SELECT count(*), sum(balance) FROM ";

  private final BenchPipeline pipeline;

  /**
   * @param options of the job that differ from their defaults
   */
  public LoadBenchmark(StackConfig stack, Map<String, String> options) {
    this.pipeline =
        new BenchPipeline(
            stack,
            TABLE,
            "id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, balance bigint NOT NULL",
            options);
  }

  /**
   * What the chain has carried.
   *
   * @param committedPerSecond changes that PostgreSQL committed, per second of the load
   * @param carriedPerSecond the same changes, per second until the last was visible
   * @param behindSeconds from the load's end until the last was visible
   */
  public record Result(
      int clients,
      long changes,
      double committedPerSecond,
      double carriedPerSecond,
      double behindSeconds) {}

  /** Runs the clients for some seconds, and waits until both sides' sums are equal. */
  public Result run(int clients, int seconds, long seed) throws IOException, SQLException {
    pipeline.createSource();
    pipeline.execute(
        "INSERT INTO public." + TABLE + " (balance) SELECT i FROM generate_series(1, 10000) AS i");
    pipeline.connect();
    pipeline.submit();
    Await.until("the accounts to be visible", LIMIT, () -> pipeline.visibleRows() == ACCOUNTS);
    long begin = System.nanoTime();
    long deadline = begin + TimeUnit.SECONDS.toNanos(seconds);
    List<FutureTask<Long>> running = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      SplittableRandom random = new SplittableRandom(seed + client);
      FutureTask<Long> task = new FutureTask<>(() -> write(random, deadline));
      running.add(task);
      Thread thread = new Thread(task, "client-" + client);
      thread.setDaemon(true);
      thread.start();
    }
    long changes = 0;
    for (FutureTask<Long> task : running) {
      changes += join(task) * CHANGES;
    }
    double loadSeconds = (System.nanoTime() - begin) / 1e9;
    String sums = source();
    Await.until("both sides to be equal", LIMIT, () -> target().equals(sums));
    double allSeconds = (System.nanoTime() - begin) / 1e9;
    pipeline.close();
    return new Result(
        clients, changes, changes / loadSeconds, changes / allSeconds, allSeconds - loadSeconds);
  }

  /** One client; returns the number of its transactions. */
  private long write(SplittableRandom random, long deadline) throws SQLException {
    long transactions = 0;
    try (Connection connection = PostgresPart.connect(pipeline.stack());
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE public." + TABLE + " SET balance = balance + ? WHERE id = ?");
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO public." + TABLE + " (balance) VALUES (?)")) {
      connection.setAutoCommit(false);
      for (; System.nanoTime() < deadline; transactions++) {
        // in order, or two clients could wait for each other
        int[] accounts = random.ints(1, ACCOUNTS + 1).distinct().limit(UPDATES).sorted().toArray();
        for (int account : accounts) {
          update.setLong(1, random.nextInt(-1000, 1001));
          update.setLong(2, account);
          update.executeUpdate();
        }
        insert.setLong(1, random.nextInt(1_000_000));
        insert.executeUpdate();
        connection.commit();
      }
    }
    return transactions;
  }

  private String source() throws SQLException {
    try (Connection connection = PostgresPart.connect(pipeline.stack());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SUMS + "public." + TABLE)) {
      row.next();
      return row.getString(1) + "\t" + row.getString(2);
    }
  }

  private String target() throws IOException {
    StackConfig stack = pipeline.stack();
    return new ClickHouseSql(stack)
        .execute(SUMS + stack.clickhouseDatabase() + "." + TABLE)
        .strip();
  }

  private static long join(FutureTask<Long> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client has failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted under load", e);
    }
  }
}

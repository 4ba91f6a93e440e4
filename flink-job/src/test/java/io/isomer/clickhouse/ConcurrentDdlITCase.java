package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two writers that see a table's schema changes at the same time, and in different places. */
class ConcurrentDdlITCase {

  private static final String DATABASE = "concurrent";
  private static final int ROUNDS = 12;
  private static final int ROWS = 20;

  private final ClickHouseServer server = TestServer.get();
  private final CyclicBarrier start = new CyclicBarrier(2);

  @BeforeEach
  void createDatabase() throws IOException {
    server.execute("DROP DATABASE IF EXISTS " + DATABASE);
    server.execute("CREATE DATABASE " + DATABASE);
  }

  /** Column n is new in round n, gone two rounds later; {@code value} becomes wider half-way. */
  private static TestTable table(int round) {
    TestTable.Builder table =
        TestTable.named("t")
            .column("id", ColumnType.of(ColumnKind.INT32))
            .column(
                "value", ColumnType.of(round < ROUNDS / 2 ? ColumnKind.INT32 : ColumnKind.INT64));
    for (int n = Math.max(0, round - 1); n <= round; n++) {
      table.column("c" + n, ColumnType.of(ColumnKind.INT16));
    }
    return table.build();
  }

  private static Object[] values(int id, int round) {
    List<Object> values = new ArrayList<>(List.of(id, id));
    for (int n = Math.max(0, round - 1); n <= round; n++) {
      values.add(n);
    }
    return values.toArray();
  }

  /**
   * @param lag rounds by which the writer is behind: it writes older changes after newer ones of
   *     the other writer
   */
  private Void write(int writer, int lag) throws Exception {
    try (Connection connection = TestServer.connect(server, DATABASE)) {
      DirectWriter executor =
          new DirectWriter(connection, "t__versions", SchemaPolicy.DEFAULT, DeadLetters.failing());
      for (int step = 0; step < ROUNDS + lag; step++) {
        start.await();
        int round = step - lag;
        if (round >= 0 && round < ROUNDS) {
          for (int row = 0; row < ROWS; row++) {
            int id = (round * 2 + writer) * ROWS + row;
            executor.add(table(round).create(1 + id, values(id, round)));
          }
          executor.flush();
        }
      }
      for (int step = ROUNDS + lag; step < ROUNDS + 2; step++) {
        start.await();
      }
    }
    return null;
  }

  private void writeTogether(int lag) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Void>> writers = List.of(() -> write(0, 0), () -> write(1, lag));
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    int last = ROUNDS - 1;
    assertThat(
            server.query(
                "SELECT count(), countIf(value = id), countIf(c%1$d = %1$d), countIf(c%2$d = %2$d)"
                        .formatted(last, last - 1)
                    + " FROM concurrent.t"))
        .isEqualTo(
            "%d\t%d\t%d\t%d"
                .formatted(2 * ROUNDS * ROWS, 2 * ROUNDS * ROWS, 2 * ROWS, 2 * 2 * ROWS));
    assertThat(
            server.query(
                "SELECT arrayStringConcat(groupArray(name || ' ' || type), ', ') FROM (SELECT name,"
                    + " type FROM system.columns WHERE database = 'concurrent' AND table = 't' ORDER"
                    + " BY position)"))
        .isEqualTo(
            "id Int32, value Nullable(Int64), c%d Nullable(Int16), c%d Nullable(Int16)"
                .formatted(last - 1, last));
  }

  @Test
  void bothSeeEachSchemaAtOnce() throws Exception {
    writeTogether(0);
  }

  @Test
  void oneIsBehindTheOther() throws Exception {
    writeTogether(2);
  }
}

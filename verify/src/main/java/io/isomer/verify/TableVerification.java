package io.isomer.verify;

import io.isomer.verify.DifferingRows.Round;
import io.isomer.verify.RangeSums.Sums;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.ClickHouseRows;
import io.isomer.verify.database.ComparedTable;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.PostgresRows;
import io.isomer.verify.database.Range;
import io.isomer.verify.database.RowRepair;
import io.isomer.verify.database.Splitter;
import io.isomer.verify.database.Splitter.Split;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares one table: the checksums of its ranges, then the rows of differing ranges. Differing
 * rows are rechecked.
 */
final class TableVerification {

  /** How often a range with more rows in flight than one round checks is summed. */
  private static final int MAX_SUMS = 10;

  private final ComparedTable table;
  private final Settings settings;
  private final Checkpoint checkpoint;
  private final VerifyListener listener;
  private final PostgresFactory sessions;
  private final PostgresRows source;
  private final ClickHouseRows target;
  private final Postgres postgres;
  private final DifferingRows rows;
  private final long begin = System.nanoTime();

  private final List<Sums> unjudged = new ArrayList<>();
  private final List<Range> cutShort = new ArrayList<>();
  private final Map<Integer, Integer> attempts = new HashMap<>();
  private final Deque<Range> ranges = new ArrayDeque<>();
  private long sourceRows;
  private long targetRows;

  TableVerification(
      ComparedTable table,
      PostgresFactory sessions,
      Postgres postgres,
      ClickHouse clickhouse,
      CopyProgress progress,
      Settings settings,
      Checkpoint checkpoint,
      Optional<RowRepair> repair,
      VerifyListener listener) {
    this.table = table;
    this.sessions = sessions;
    this.postgres = postgres;
    this.settings = settings;
    this.checkpoint = checkpoint;
    this.listener = listener;
    this.source = new PostgresRows(postgres, table);
    this.target = new ClickHouseRows(clickhouse, table);
    this.rows =
        new DifferingRows(
            new InFlightRecheck(source, target, progress, settings.patience()),
            new Differences(table, source, target),
            repair);
  }

  TableResult run() throws Exception {
    Split split = split();
    listener.tableStarted(table.source(), split.rows());
    Map<Integer, Long> known = checkpoint.equal(table.source());
    for (Range range : split.ranges()) {
      if (known.containsKey(range.index())) {
        sourceRows += known.get(range.index());
        targetRows += known.get(range.index());
      } else {
        ranges.add(range);
      }
    }
    long rowsPerRange = Math.max(1, split.rows() / split.ranges().size());
    try (RangeSums sums = new RangeSums(sessions, target, table, settings.parallel())) {
      sum(sums, rowsPerRange);
    }
    return new TableResult(
        table.source(),
        table.target(),
        table.keyNames(),
        sourceRows,
        targetRows,
        rows.inFlight(),
        rows.described(),
        rows.repaired(),
        rows.repairedRows(),
        ranges.isEmpty() && cutShort.isEmpty(),
        rows.unsettled(),
        table.uncompared(),
        "",
        Duration.ofNanos(System.nanoTime() - begin));
  }

  private Split split() throws SQLException, IOException {
    Splitter splitter = new Splitter(postgres, table, rangeRows());
    List<String> bounds = checkpoint.bounds(table.source());
    if (bounds != null) {
      return splitter.again(bounds, checkpoint.count(table.source()));
    }
    Split split = splitter.split();
    checkpoint.cut(table.source(), split);
    return split;
  }

  /** A second's rows at most, where there is a limit. */
  private long rangeRows() {
    long limit = settings.rowsPerSecond();
    return limit == 0 ? settings.rangeRows() : Math.min(settings.rangeRows(), limit);
  }

  private void sum(RangeSums sums, long rowsPerRange) throws Exception {
    RateLimiter limiter = new RateLimiter(settings.rowsPerSecond());
    long counted = 0;
    int underWay = 0;
    while (underWay > 0 || !ranges.isEmpty() && continues()) {
      while (underWay < settings.parallel() && !ranges.isEmpty() && continues()) {
        limiter.await(counted);
        sums.begin(ranges.poll());
        counted += rowsPerRange; // until it is known
        underWay++;
      }
      if (underWay > 0) {
        Sums done = sums.take();
        underWay--;
        counted += done.source().rows() - rowsPerRange;
        take(done, rowsPerRange);
      }
      boolean last = underWay == 0 && ranges.isEmpty();
      if (rows.candidates() >= settings.maxCandidates() || last || !continues()) {
        settle();
      }
    }
    limiter.await(counted); // so that many small tables are not read faster
  }

  /** After so many differences, further ones show nothing new. */
  private boolean continues() {
    return rows.different() < settings.maxDifferences();
  }

  private void take(Sums sums, long rowsPerRange) throws IOException, SQLException {
    if (attempts.merge(sums.range().index(), 1, Integer::sum) == 1) {
      sourceRows += sums.source().rows();
      targetRows += sums.target().rows();
      listener.compared(table.source(), sourceRows);
    }
    if (sums.equal()) {
      checkpoint.equal(table.source(), sums.range().index(), sums.source().rows());
      return;
    }
    long most = Math.max(sums.source().rows(), sums.target().rows());
    int room = settings.maxCandidates() - rows.candidates();
    DifferenceSearch.Candidates found =
        new DifferenceSearch(source, target, room, rows::isJudged)
            .find(sums.range(), Math.max(rowsPerRange, most));
    rows.add(found.keys());
    if (!found.complete()) {
      cutShort.add(sums.range());
    } else if (!found.hasKnown()) { // else the range is not equal in any case
      unjudged.add(sums);
    }
  }

  private void settle() throws IOException, SQLException, InterruptedException {
    if (rows.candidates() == 0 && unjudged.isEmpty()) {
      return;
    }
    listener.settling(table.source(), rows.candidates(), "");
    Round round = rows.settle(w -> listener.settling(table.source(), w.rows(), w.reason()));
    if (round == Round.IN_FLIGHT || round == Round.REPAIRED) {
      for (Sums sums : unjudged) {
        checkpoint.equal(table.source(), sums.range().index(), sums.source().rows());
      }
    }
    unjudged.clear();
    if (round != Round.UNSETTLED) { // else the copy does not follow, and another check costs more
      cutShort.removeIf(range -> again(range, round));
    }
  }

  /**
   * Reads a range again that was not read to its end. Each round that confirms differences brings
   * the end nearer; rows in flight may be new ones each time.
   */
  private boolean again(Range range, Round round) {
    if (round != Round.IN_FLIGHT) {
      attempts.put(range.index(), 1);
    }
    return attempts.get(range.index()) < MAX_SUMS && ranges.add(range);
  }
}

package io.isomer.verify;

import io.isomer.verify.RangeSums.Sums;
import io.isomer.verify.Settlement.Verdict;
import io.isomer.verify.side.ClickHouse;
import io.isomer.verify.side.ClickHouseSide;
import io.isomer.verify.side.ComparedTable;
import io.isomer.verify.side.Postgres;
import io.isomer.verify.side.PostgresSide;
import io.isomer.verify.side.Range;
import io.isomer.verify.side.RowRepair;
import io.isomer.verify.side.Splitter;
import io.isomer.verify.side.Splitter.Split;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares one table: sums of ranges, rows of those that differ, and looks at these again. */
final class TableVerification {

  /** Rows that wait for being looked at again; more would only take memory. */
  private static final int MAX_CANDIDATES = 50_000;

  /** How often a range is summed that differs in more rows than that. */
  private static final int MAX_SUMS = 10;

  private final ComparedTable table;
  private final Settings settings;
  private final Checkpoint checkpoint;
  private final Optional<RowRepair> repair;
  private final VerifyListener listener;
  private final PostgresFactory sessions;
  private final PostgresSide source;
  private final ClickHouseSide target;
  private final Postgres postgres;
  private final Settlement settlement;
  private final long begin = System.nanoTime();

  private final Map<String, List<String>> candidates = new HashMap<>();
  private final List<Sums> unjudged = new ArrayList<>();
  private final List<Range> cutShort = new ArrayList<>();
  private final Map<String, List<String>> different = new HashMap<>();
  private final Map<String, List<String>> unsettled = new HashMap<>();
  private final Map<Integer, Integer> attempts = new HashMap<>();
  private final Deque<Range> ranges = new ArrayDeque<>();
  private long sourceRows;
  private long targetRows;
  private long inFlight;
  private List<RowDifference> repaired = List.of();

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
    this.repair = repair;
    this.listener = listener;
    this.source = new PostgresSide(postgres, table);
    this.target = new ClickHouseSide(clickhouse, table);
    this.settlement = new Settlement(source, target, progress, settings.patience());
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
    Differences described = new Differences(table, source, target);
    List<RowDifference> differences = described.describe(different);
    if (repair.isPresent() && !different.isEmpty()) {
      repair(differences);
      differences = described.describe(different);
    }
    boolean complete = ranges.isEmpty() && cutShort.isEmpty();
    return new TableResult(
        table.source(),
        table.target(),
        table.keyNames(),
        sourceRows,
        targetRows,
        inFlight,
        differences,
        repaired,
        complete,
        List.copyOf(unsettled.values()),
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
    Pace pace = new Pace(settings.rowsPerSecond());
    long paced = 0;
    int underWay = 0;
    while (underWay > 0 || !ranges.isEmpty() && goesOn()) {
      while (underWay < settings.parallel() && !ranges.isEmpty() && goesOn()) {
        pace.await(paced);
        sums.begin(ranges.poll());
        paced += rowsPerRange; // until it is known
        underWay++;
      }
      if (underWay > 0) {
        Sums done = sums.take();
        underWay--;
        paced += done.source().rows() - rowsPerRange;
        take(done, rowsPerRange);
      }
      boolean last = underWay == 0 && ranges.isEmpty();
      if (candidates.size() >= MAX_CANDIDATES || last || !goesOn()) {
        settle();
      }
    }
    pace.await(paced); // so that many small tables are not read faster
  }

  /** Behind so many differences reading on tells nothing new. */
  private boolean goesOn() {
    return different.size() < settings.maxDifferences();
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
    long rows = Math.max(rowsPerRange, sums.source().rows());
    Descent.Candidates found =
        new Descent(source, target, MAX_CANDIDATES - candidates.size()).find(sums.range(), rows);
    candidates.putAll(found.keys());
    if (found.complete()) {
      unjudged.add(sums);
    } else {
      cutShort.add(sums.range());
    }
  }

  private void settle() throws IOException, SQLException, InterruptedException {
    if (candidates.isEmpty() && unjudged.isEmpty() && cutShort.isEmpty()) {
      return;
    }
    listener.settling(table.source(), candidates.size(), "");
    Verdict verdict =
        settlement.settle(candidates, w -> listener.settling(table.source(), w.rows(), w.reason()));
    different.putAll(verdict.different());
    unsettled.putAll(verdict.unsettled());
    inFlight += verdict.settled();
    if (verdict.different().isEmpty() && verdict.unsettled().isEmpty()) {
      for (Sums sums : unjudged) {
        checkpoint.equal(table.source(), sums.range().index(), sums.source().rows());
      }
      cutShort.removeIf(this::again);
    }
    candidates.clear();
    unjudged.clear();
  }

  /** Writes the rows that differ, and looks whether they then are the same. */
  private void repair(List<RowDifference> differences)
      throws IOException, SQLException, InterruptedException {
    repair.orElseThrow().repair(different.values());
    Verdict verdict =
        settlement.settle(different, w -> listener.settling(table.source(), w.rows(), w.reason()));
    different.keySet().retainAll(verdict.different().keySet());
    unsettled.putAll(verdict.unsettled());
    Set<List<String>> open = new HashSet<>(different.values());
    open.addAll(verdict.unsettled().values());
    repaired = differences.stream().filter(row -> !open.contains(row.key())).toList();
  }

  /** A range with more rows in flight than were looked at. */
  private boolean again(Range range) {
    return attempts.get(range.index()) < MAX_SUMS && ranges.add(range);
  }
}

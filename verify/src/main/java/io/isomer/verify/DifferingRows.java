package io.isomer.verify;

import io.isomer.verify.InFlightRecheck.Verdict;
import io.isomer.verify.InFlightRecheck.Waiting;
import io.isomer.verify.database.RowRepair;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The rows by which a table differs: for now, for certain, and until they were repaired. They come
 * in rounds, so that memory holds one round's rows and those that stay different.
 */
final class DifferingRows {

  private final InFlightRecheck recheck;
  private final Differences differences;
  private final Optional<RowRepair> repair;

  private final Map<String, List<String>> candidates = new HashMap<>();
  private final Map<String, List<String>> different = new HashMap<>();
  private final Map<String, List<String>> unsettled = new HashMap<>();
  private final List<RowDifference> repaired = new ArrayList<>();
  private long repairedRows;
  private long inFlight;

  DifferingRows(InFlightRecheck recheck, Differences differences, Optional<RowRepair> repair) {
    this.recheck = recheck;
    this.differences = differences;
    this.repair = repair;
  }

  /** What a round has come to. */
  enum Round {
    /** All rows were in flight. */
    IN_FLIGHT,
    /** Rows were different for certain, and were repaired, all of them. */
    REPAIRED,
    /** Rows are different for certain. */
    DIFFERENT,
    /** Of some rows nothing is known. */
    UNSETTLED
  }

  /** Rows that differ for now. */
  void add(Map<String, List<String>> keys) {
    candidates.putAll(keys);
  }

  /** How many wait to be looked at again. */
  int candidates() {
    return candidates.size();
  }

  /** Whether a row with this hash of its key has been judged already. */
  boolean isJudged(String hash) {
    return different.containsKey(hash) || unsettled.containsKey(hash);
  }

  /** Looks at the candidates again until each is judged, and repairs those that are different. */
  Round settle(Consumer<Waiting> waiting) throws IOException, SQLException, InterruptedException {
    Verdict verdict = recheck.settle(candidates, waiting);
    candidates.clear();
    inFlight += verdict.settled();
    unsettled.putAll(verdict.unsettled());
    boolean found = !verdict.different().isEmpty();
    Verdict left = found && repair.isPresent() ? repair(verdict.different(), waiting) : verdict;
    different.putAll(left.different());
    unsettled.putAll(left.unsettled());
    if (!verdict.unsettled().isEmpty() || !left.unsettled().isEmpty()) {
      return Round.UNSETTLED;
    }
    if (!left.different().isEmpty()) {
      return Round.DIFFERENT;
    }
    return found ? Round.REPAIRED : Round.IN_FLIGHT;
  }

  /** Writes rows anew, and looks whether they then are the same. */
  private Verdict repair(Map<String, List<String>> rows, Consumer<Waiting> waiting)
      throws IOException, SQLException, InterruptedException {
    Map<String, List<String>> shown =
        Differences.some(rows, Differences.MAX_VALUES - repaired.size());
    List<RowDifference> before = differences.describe(shown);
    repair.orElseThrow().repair(rows);
    Verdict verdict = recheck.settle(rows, waiting);
    Set<List<String>> open = new HashSet<>(verdict.different().values());
    open.addAll(verdict.unsettled().values());
    repairedRows += rows.size() - open.size();
    before.stream().filter(row -> !open.contains(row.key())).forEach(repaired::add);
    return verdict;
  }

  /** How many are different for certain, and not repaired. */
  int different() {
    return different.size();
  }

  /** Those that are different for certain, and not repaired. */
  List<RowDifference> described() throws IOException, SQLException {
    return differences.describe(different);
  }

  /** Keys of rows that changed at every look. */
  List<List<String>> unsettled() {
    return List.copyOf(unsettled.values());
  }

  /** Some of the repaired rows, as they were before. */
  List<RowDifference> repaired() {
    return repaired;
  }

  long repairedRows() {
    return repairedRows;
  }

  /** How many differed at first and were the same once the copy had caught up. */
  long inFlight() {
    return inFlight;
  }
}

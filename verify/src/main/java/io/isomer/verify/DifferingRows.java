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
 * The differing rows of a table: candidates, confirmed ones and repaired ones. They are judged in
 * rounds, so that memory holds the candidates of one round and the confirmed rows.
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

  /** The result of a round. */
  enum Round {
    /** All candidates were in flight. */
    IN_FLIGHT,
    /** All confirmed differences were repaired. */
    REPAIRED,
    /** Differences were confirmed. */
    DIFFERENT,
    /** Some rows changed at every check. */
    UNSETTLED
  }

  /** Adds rows that differ at the moment. */
  void add(Map<String, List<String>> keys) {
    candidates.putAll(keys);
  }

  /** How many rows wait for a recheck. */
  int candidates() {
    return candidates.size();
  }

  /** Whether a row with this hash of its key has been judged already. */
  boolean isJudged(String hash) {
    return different.containsKey(hash) || unsettled.containsKey(hash);
  }

  /** Rechecks the candidates until each is judged, and repairs confirmed differences. */
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

  /** Writes rows again, and rechecks them. */
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

  /** How many confirmed differences are not repaired. */
  int different() {
    return different.size();
  }

  /** The confirmed differences that are not repaired. */
  List<RowDifference> described() throws IOException, SQLException {
    return differences.describe(different);
  }

  /** Keys of rows that changed at every check. */
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

  /** How many rows differed at first and were equal when the copy had caught up. */
  long inFlight() {
    return inFlight;
  }
}

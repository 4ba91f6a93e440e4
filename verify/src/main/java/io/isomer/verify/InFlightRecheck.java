package io.isomer.verify;

import io.isomer.verify.CopyProgress.Barrier;
import io.isomer.verify.database.ComparedRows;
import io.isomer.verify.database.RowDigest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Distinguishes rows in flight from rows that really differ.
 *
 * <p>Each check reads the rows in the source, marks the source's position, and reads the rows in
 * the copy. Between two checks the copy passes that position. If nothing wrote a row in the source
 * between two checks and the copy still has another row, the row differs: every change that led to
 * the source's row was in the copy. Two such pairs of checks are needed, with the same row of the
 * copy in all three, so that a key deleted and re-inserted between two checks is not reported as a
 * difference.
 *
 * <p>A row that the source keeps changing is checked more often, until the copy has a state that
 * the source had in the meantime.
 */
final class InFlightRecheck {

  private static final int CONFIRMATIONS = 2;
  private static final int KEYS_PER_QUERY = 500;
  private static final long POLL_MILLIS = 100;

  private final ComparedRows source;
  private final ComparedRows target;
  private final CopyProgress progress;
  private final Duration patience;

  InFlightRecheck(
      ComparedRows source, ComparedRows target, CopyProgress progress, Duration patience) {
    this.source = source;
    this.target = target;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * The judgement of rows that differed.
   *
   * @param different keys by their hash
   * @param unsettled keys by their hash
   */
  record Verdict(
      Map<String, List<String>> different, Map<String, List<String>> unsettled, int settled) {}

  /** A row in both databases at one check; null for none. */
  private record Look(RowDigest source, RowDigest target, int confirmations) {

    /** Whether the source's row was written since then. */
    boolean isAfterChange(Look earlier) {
      return earlier != null && !Objects.equals(source, earlier.source);
    }

    /** Whether both rows are the same as then, and the source's was not written since. */
    boolean isAs(Look earlier) {
      return earlier != null
          && Objects.equals(source, earlier.source)
          && Objects.equals(target, earlier.target);
    }
  }

  /**
   * @param candidates keys by their hash
   * @param waiting is called with the reason of each wait
   */
  Verdict settle(Map<String, List<String>> candidates, Consumer<Waiting> waiting)
      throws IOException, SQLException, InterruptedException {
    Map<String, List<String>> pending = new HashMap<>(candidates);
    Map<String, List<String>> different = new HashMap<>();
    Map<String, Look> looks = new HashMap<>();
    RecentSourceStates past = new RecentSourceStates();
    long deadline = System.nanoTime() + patience.toNanos();
    while (!pending.isEmpty()) {
      Map<String, RowDigest> sources = find(source, pending);
      past.add(pending.keySet(), sources);
      Barrier barrier = progress.barrier();
      Map<String, RowDigest> targets = find(target, pending);
      Map<String, List<String>> changing = new HashMap<>();
      for (String hash : new HashSet<>(pending.keySet())) {
        Look earlier = looks.get(hash);
        Look look = next(earlier, sources.get(hash), targets.get(hash));
        looks.put(hash, look);
        if (past.include(hash, look.target())) {
          pending.remove(hash);
        } else if (look.confirmations() >= CONFIRMATIONS) {
          different.put(hash, pending.remove(hash));
        } else if (look.isAfterChange(earlier) && changing.size() < KEYS_PER_QUERY) {
          changing.put(hash, pending.get(hash));
        }
      }
      if (!pending.isEmpty() && !await(barrier, deadline, pending, changing, past, waiting)) {
        break;
      }
    }
    int settled = candidates.size() - different.size() - pending.size();
    return new Verdict(different, pending, settled);
  }

  /**
   * @param rows how many are not judged yet
   */
  record Waiting(int rows, String reason) {}

  private static Look next(Look earlier, RowDigest source, RowDigest target) {
    Look look = new Look(source, target, 0);
    return look.isAs(earlier) ? new Look(source, target, earlier.confirmations() + 1) : look;
  }

  private boolean await(
      Barrier barrier,
      long deadline,
      Map<String, List<String>> pending,
      Map<String, List<String>> changing,
      RecentSourceStates past,
      Consumer<Waiting> waiting)
      throws IOException, SQLException, InterruptedException {
    while (!pending.isEmpty() && !barrier.passed()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      waiting.accept(new Waiting(pending.size(), barrier.waitingFor()));
      follow(changing, past).forEach(pending::remove);
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return System.nanoTime() <= deadline;
  }

  /**
   * Checks rows that keep changing.
   *
   * @return rows that the copy has in a recent state of the source; they need no further check
   */
  private Set<String> follow(Map<String, List<String>> changing, RecentSourceStates past)
      throws IOException, SQLException {
    if (changing.isEmpty()) {
      return Set.of();
    }
    past.add(changing.keySet(), find(source, changing));
    Map<String, RowDigest> targets = find(target, changing);
    Set<String> followed = new HashSet<>(changing.keySet());
    followed.removeIf(hash -> !past.include(hash, targets.get(hash)));
    followed.forEach(changing::remove);
    return followed;
  }

  private static Map<String, RowDigest> find(ComparedRows side, Map<String, List<String>> keys)
      throws IOException, SQLException {
    Map<String, RowDigest> found = new HashMap<>();
    List<List<String>> all = new ArrayList<>(keys.values());
    for (int i = 0; i < all.size(); i += KEYS_PER_QUERY) {
      found.putAll(side.find(all.subList(i, Math.min(all.size(), i + KEYS_PER_QUERY))));
    }
    return found;
  }

  /** Candidates' hashes of both sides, as one. */
  static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}

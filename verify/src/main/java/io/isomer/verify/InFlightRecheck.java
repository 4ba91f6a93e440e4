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
 * Tells rows in flight from rows that are really different.
 *
 * <p>Each look reads the rows in the source, marks the source's position, and reads the rows in the
 * copy. Between two looks the copy passes that position. So a row that nothing has written in the
 * source between two looks, and that the copy then has otherwise, is different: all that led to the
 * source's row was in the copy. It takes two such pairs of looks, with the copy's row the same in
 * all three, so that a key which is deleted and inserted again between looks deceives nobody.
 *
 * <p>A row that the source keeps changing is looked at more often, until the copy has a state that
 * the source has had meanwhile.
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
   * What became of rows that differed.
   *
   * @param different keys by their hash
   * @param unsettled keys by their hash
   */
  record Verdict(
      Map<String, List<String>> different, Map<String, List<String>> unsettled, int settled) {}

  /** A row as both sides had it; null for none. */
  private record Look(RowDigest source, RowDigest target, int confirmations) {

    /** Something has written the source's row since. */
    boolean isAfterChange(Look earlier) {
      return earlier != null && !Objects.equals(source, earlier.source);
    }

    /** Nothing has written the source's row since, and the copy's is the same. */
    boolean isAs(Look earlier) {
      return earlier != null
          && Objects.equals(source, earlier.source)
          && Objects.equals(target, earlier.target);
    }
  }

  /**
   * @param candidates keys by their hash
   * @param waiting hears what is waited for
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
   * Looks at rows that keep changing.
   *
   * @return those that the copy has as the source had them once; they are no longer looked at
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

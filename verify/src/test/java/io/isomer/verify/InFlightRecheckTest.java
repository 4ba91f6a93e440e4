package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.InFlightRecheck.Verdict;
import io.isomer.verify.database.Checksum;
import io.isomer.verify.database.ComparedRows;
import io.isomer.verify.database.Range;
import io.isomer.verify.database.RowDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InFlightRecheckTest {

  private static final Map<String, List<String>> ROW = Map.of("h", List.of("1"));

  /** Gives a row's states one after the other, and the last one for ever; "" for no row. */
  private static final class Script implements ComparedRows {

    private final Iterator<String> states;
    private String state;

    Script(String... states) {
      this.states = List.of(states).iterator();
    }

    @Override
    public Map<String, RowDigest> find(Collection<List<String>> keys) {
      state = states.hasNext() ? states.next() : state;
      String[] parts = (state + "@").split("@", -1);
      return state.isEmpty()
          ? Map.of()
          : Map.of("h", new RowDigest(parts[0], parts[1], List.of("1")));
    }

    @Override
    public Checksum sum(Range range) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<Integer, Checksum> buckets(Range range, int bits) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, RowDigest> rows(Range range, int bits, Collection<Integer> buckets) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, List<String>> values(Collection<List<String>> keys) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Progress implements CopyProgress {

    private final boolean passes;
    private final int polls;

    /**
     * @param polls how often it has not yet passed
     */
    Progress(boolean passes, int polls) {
      this.passes = passes;
      this.polls = polls;
    }

    @Override
    public Barrier barrier() {
      return new Barrier() {
        private int left = polls;

        @Override
        public boolean passed() {
          return passes && left-- <= 0;
        }

        @Override
        public String waitingFor() {
          return "a test";
        }
      };
    }
  }

  private static Verdict settle(Script source, Script target, boolean passes) throws Exception {
    return settle(source, target, passes, 0);
  }

  private static Verdict settle(Script source, Script target, boolean passes, int polls)
      throws Exception {
    Duration patience = passes ? Duration.ofMinutes(1) : Duration.ofMillis(300);
    return new InFlightRecheck(source, target, new Progress(passes, polls), patience)
        .settle(ROW, waiting -> {});
  }

  @Test
  void aRowThatArrivesWasInFlight() throws Exception {
    Verdict verdict = settle(new Script("a@1"), new Script("", "", "a"), true);
    assertThat(verdict.different()).isEmpty();
    assertThat(verdict.settled()).isEqualTo(1);
  }

  @Test
  void aRowThatStaysAwayIsMissing() throws Exception {
    assertThat(settle(new Script("a@1"), new Script(""), true).different()).hasSize(1);
  }

  @Test
  void aRowThatWasWrittenInBetweenIsLookedAtAgain() throws Exception {
    Script source = new Script("a@1", "a@2", "a@3", "a@4");
    Script target = new Script("b", "b", "b", "a");
    Verdict verdict = settle(source, target, true);
    assertThat(verdict.different()).isEmpty();
    assertThat(verdict.settled()).isEqualTo(1);
  }

  @Test
  void aKeyThatComesAndGoesIsNoGhost() throws Exception {
    Verdict verdict = settle(new Script("", ""), new Script("a", "b", "a", "b", ""), true);
    assertThat(verdict.different()).isEmpty();
  }

  @Test
  void aRowThatKeepsChangingIsSettledByAnyStateThatItHad() throws Exception {
    Script source = new Script("b@2", "c@3", "d@4", "e@5");
    Verdict verdict = settle(source, new Script("a", "b"), true);
    assertThat(verdict.different()).isEmpty();
    assertThat(verdict.unsettled()).isEmpty();
    assertThat(verdict.settled()).isEqualTo(1);
  }

  @Test
  void aRowThatKeepsChangingIsLookedAtWhileTheCopyCatchesUp() throws Exception {
    Script source = new Script("b@2", "c@3", "d@4", "e@5", "f@6");
    Script target = new Script("", "a", "a", "e");
    assertThat(settle(source, target, true, 5).settled()).isEqualTo(1);
  }

  @Test
  void withoutTheCopyCatchingUpNothingIsJudged() throws Exception {
    Verdict verdict = settle(new Script("a@1"), new Script("b"), false);
    assertThat(verdict.different()).isEmpty();
    assertThat(verdict.unsettled()).hasSize(1);
  }
}

package io.isomer.testing.e2e.chaos;

import io.isomer.testing.localstack.PartName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is done to the stack during a round, as it follows from a seed. */
final class FaultPlan {

  /** Longer than heartbeats, sessions and requests wait: ten seconds at most, in this stack. */
  private static final int MIN_HELD_MILLIS = 11_000;

  private static final int MAX_HELD_MILLIS = 16_000;

  /**
   * A fault with its time.
   *
   * @param after the round's beginning
   * @param held how long what is not over at once goes on
   */
  record Timed(Duration after, Duration held, Fault fault) {}

  private FaultPlan() {}

  /** Every part killed, and some of all else, at any times within the time given. */
  static List<Timed> full(Random random, Duration length) {
    List<Fault> faults = new ArrayList<>();
    for (PartName part : PartName.values()) {
      faults.add(new Fault.Kill(part));
    }
    some(random, PartName.values(), 3).forEach(part -> faults.add(new Fault.Freeze(part)));
    some(random, PartName.values(), 2).forEach(part -> faults.add(new Fault.Restart(part)));
    for (Link link : Link.values()) {
      faults.add(new Fault.Cut(link, cut(random)));
    }
    some(random, Shortage.values(), 2).forEach(shortage -> faults.add(new Fault.Fill(shortage)));
    return at(random, faults, length);
  }

  /** One of each kind. */
  static List<Timed> brief(Random random, Duration length) {
    List<PartName> parts = some(random, PartName.values(), 3);
    List<Fault> faults = new ArrayList<>();
    faults.add(new Fault.Kill(parts.get(0)));
    faults.add(new Fault.Freeze(parts.get(1)));
    faults.add(new Fault.Kill(parts.get(2)));
    faults.add(new Fault.Cut(some(random, Link.values(), 1).get(0), cut(random)));
    faults.add(new Fault.Fill(some(random, Shortage.values(), 1).get(0)));
    return at(random, faults, length);
  }

  private static TcpProxy.State cut(Random random) {
    return random.nextBoolean() ? TcpProxy.State.REFUSING : TcpProxy.State.STALLED;
  }

  private static <T> List<T> some(Random random, T[] all, int count) {
    List<T> shuffled = new ArrayList<>(List.of(all));
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, count);
  }

  /** In any order, one in each of as many equal parts of the time. */
  private static List<Timed> at(Random random, List<Fault> faults, Duration length) {
    Collections.shuffle(faults, random);
    long slot = length.toMillis() / faults.size();
    List<Timed> timed = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      long after = i * slot + random.nextLong(slot);
      long held = random.nextLong(MIN_HELD_MILLIS, MAX_HELD_MILLIS);
      timed.add(new Timed(Duration.ofMillis(after), Duration.ofMillis(held), faults.get(i)));
    }
    return timed;
  }
}

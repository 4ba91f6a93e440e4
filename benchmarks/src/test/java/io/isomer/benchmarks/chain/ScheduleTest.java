package io.isomer.benchmarks.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final long SECOND = 1_000_000_000;

  private final Schedule schedule = new Schedule(5 * SECOND, 4, 10);

  @Test
  void changesAreDueAtEqualIntervals() {
    assertThat(schedule.dueNanos(0)).isEqualTo(5 * SECOND);
    assertThat(schedule.dueNanos(6)).isEqualTo(6 * SECOND + SECOND / 2);
  }

  @Test
  void allThatWasDueStaysDueHoweverLateItIs() {
    assertThat(schedule.dueAt(5 * SECOND - 1)).isZero();
    assertThat(schedule.dueAt(5 * SECOND)).isEqualTo(1);
    assertThat(schedule.dueAt(6 * SECOND - 1)).isEqualTo(4);
    assertThat(schedule.dueAt(6 * SECOND)).isEqualTo(5);
    assertThat(schedule.dueAt(60 * SECOND)).isEqualTo(10);
  }

  @Test
  void aChangeIsDueFromItsTimeOn() {
    Schedule uneven = new Schedule(0, 3, 1000);
    for (int i = 0; i < uneven.changes(); i++) {
      assertThat(uneven.dueAt(uneven.dueNanos(i) + 1)).isEqualTo(i + 1);
    }
  }
}

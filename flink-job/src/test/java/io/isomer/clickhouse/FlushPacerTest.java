package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlushPacerTest {

  private static final long INTERVAL = 500;
  private static final long START = 1_000_000;

  private final FlushPacer pacer = new FlushPacer(INTERVAL);

  private void flush(long now, boolean alone, int changes) {
    pacer.flushed(now, alone, changes, now);
  }

  /** When a change that arrives now is flushed. */
  private long dueAt(long now) {
    pacer.begin(now, 1);
    return pacer.dueAt();
  }

  @Test
  void theFirstChangesAfterAPauseAreDueSoon() {
    long now = START;
    for (int i = 0; i < FlushPacer.BURST; i++) {
      assertThat(dueAt(now)).isEqualTo(now + FlushPacer.LINGER_MILLIS);
      now += FlushPacer.LINGER_MILLIS;
      flush(now, false, 1);
    }
    assertThat(dueAt(now)).isEqualTo(START + FlushPacer.LINGER_MILLIS + INTERVAL);
  }

  @Test
  void underLoadATableIsDueOnceInAnInterval() {
    for (int i = 0; i < 100; i++) {
      flush(START, false, 100_000);
    }
    for (long flush = START + INTERVAL; flush < START + 20 * INTERVAL; flush += INTERVAL) {
      assertThat(dueAt(flush - INTERVAL)).isEqualTo(flush);
      flush(flush, false, 100_000);
    }
  }

  @Test
  void aSmallBatchOfTheOnlyActiveTableCostsHalfAnInterval() {
    for (int i = 0; i < 100; i++) {
      flush(START, true, FlushPacer.SMALL - 1);
    }
    assertThat(dueAt(START)).isEqualTo(START + INTERVAL / 2);

    for (int i = 0; i < 100; i++) {
      flush(START, true, FlushPacer.SMALL);
    }
    assertThat(dueAt(START)).isEqualTo(START + INTERVAL);
  }

  @Test
  void isChargedForAsLongAsItsFlushesCost() {
    assertThat(pacer.isCharged(START)).isFalse();
    flush(START, false, 1);

    assertThat(pacer.isCharged(START + INTERVAL - 1)).isTrue();
    assertThat(pacer.isCharged(START + INTERVAL)).isFalse();
  }

  @Test
  void lateChangesWaitAnEighthOfTheirLatenessWhileMoreArrive() {
    long late = 16_000;
    pacer.flushed(START, false, 1, START - late);
    long now = dueAt(START);
    long changes = 1;
    while (pacer.postpone(now, ++changes, false, now - late)) {
      assertThat(pacer.dueAt()).isBetween(now + 1, now + FlushPacer.LOOK_MILLIS);
      now = pacer.dueAt();
    }
    assertThat(now).isEqualTo(START + late / 8);
  }

  @Test
  void noBatchWaitsForMoreThanTenIntervals() {
    pacer.flushed(START, false, 1, 0);
    long now = dueAt(START);
    long changes = 1;
    while (pacer.postpone(now, ++changes, false, 0)) {
      now = pacer.dueAt();
    }
    assertThat(now).isEqualTo(START + FlushPacer.LATE_INTERVALS * INTERVAL);
  }

  @Test
  void lateChangesDoNotWaitWhenTheStreamRests() {
    pacer.flushed(START, false, 1, 0);
    long now = dueAt(START);

    assertThat(pacer.postpone(now, 1, false, 0)).isFalse();
    assertThat(pacer.postpone(now, 1, true, 0)).as("the writer holds it back").isTrue();
  }

  @Test
  void changesThatAreNotLateDoNotWait() {
    pacer.flushed(START, false, 1, START - 8 * INTERVAL);
    long now = dueAt(START);

    assertThat(pacer.postpone(now, 2, false, now - 8 * INTERVAL)).isFalse();
  }
}

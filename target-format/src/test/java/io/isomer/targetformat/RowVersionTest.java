package io.isomer.targetformat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowVersionTest {

  private static final long MAX_POSITION = (1L << 56) - 1;

  private static BigInteger number(int epoch, long commit, long lsn) {
    return BigInteger.valueOf(epoch)
        .shiftLeft(112)
        .add(BigInteger.valueOf(commit).shiftLeft(56))
        .add(BigInteger.valueOf(lsn));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 0, 1",
    "0, 255, 25756008",
    "0, 256, 0",
    "0, 25286024, 25286312",
    "1, 0, 0",
    "65535, 72057594037927935, 72057594037927935"
  })
  void isTheNumberThatTheRuleNames(int epoch, long commit, long lsn) {
    RowVersion version = RowVersion.of(epoch, commit, lsn);
    assertThat(version).hasToString(number(epoch, commit, lsn).toString());
    assertThat(version.epoch()).isEqualTo(epoch);
    assertThat(version.commit()).isEqualTo(commit);
    assertThat(version.lsn()).isEqualTo(lsn);
    assertThat(RowVersion.parse(version.toString())).isEqualTo(version);
  }

  @Test
  void anInitialSnapshotIsBelowEveryStreamedChangeAndALaterOneAboveIt() {
    assertThat(
            List.of(
                RowVersion.ofInitialSnapshot(0, MAX_POSITION - 8),
                RowVersion.ofInitialSnapshot(0, MAX_POSITION),
                RowVersion.of(0, 1, 1),
                RowVersion.ofInitialSnapshot(1, 8),
                RowVersion.of(1, 1, 1)))
        .isSorted();
  }

  @Test
  void comparesAsTheNumbersDo() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      int epochA = random.nextInt(3) == 0 ? random.nextInt(1 << 16) : 0;
      long commitA = random.nextLong() & MAX_POSITION >>> random.nextInt(56);
      long lsnA = random.nextLong() & MAX_POSITION >>> random.nextInt(56);
      long commitB = random.nextBoolean() ? commitA : random.nextLong() & MAX_POSITION;
      long lsnB = random.nextBoolean() ? lsnA : random.nextLong() & MAX_POSITION;
      assertThat(
              Integer.signum(
                  RowVersion.of(epochA, commitA, lsnA).compareTo(RowVersion.of(0, commitB, lsnB))))
          .isEqualTo(number(epochA, commitA, lsnA).compareTo(number(0, commitB, lsnB)));
    }
  }

  @Test
  void nextIsOneMore() {
    assertThat(RowVersion.ZERO.next()).hasToString("1");
    assertThat(new RowVersion(0, -1).next()).isEqualTo(new RowVersion(1, 0));
    assertThat(new RowVersion(5, Long.MAX_VALUE).next())
        .isEqualTo(new RowVersion(5, Long.MIN_VALUE));
  }

  @Test
  void refusesPositionsThatDoNotFit() {
    assertThatThrownBy(() -> RowVersion.of(0, MAX_POSITION + 1, 0))
        .hasMessage("the commit position must be below 2^56, and is 72057594037927936");
    assertThatThrownBy(() -> RowVersion.of(0, 0, -1))
        .hasMessageContaining("LSN must be below 2^56");
    assertThatThrownBy(() -> RowVersion.of(65_536, 0, 0)).hasMessageContaining("epoch");
    assertThatThrownBy(() -> RowVersion.of(-1, 0, 0)).hasMessageContaining("epoch");
  }
}

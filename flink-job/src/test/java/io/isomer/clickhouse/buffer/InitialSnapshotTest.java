package io.isomer.clickhouse.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.TableId;
import io.isomer.targetformat.RowVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialSnapshotTest {

  private static final long POSITION = 25_756_192;

  private final InitialSnapshot snapshot =
      new InitialSnapshot(
          new TableId("public", "orders"), RowVersion.ofInitialSnapshot(3, POSITION));

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "3, 1, 1, true, the first change of all",
    "3, 25756184, 25756300, true, the last commit before it",
    "3, 25756192, 25756192, false, a change at its own position",
    "3, 25756200, 25756000, false, a change logged before it and committed behind it",
    "3, 0, 25756000, false, an older snapshot",
    "2, 25756000, 25756000, false, a change of a former epoch",
    "4, 25756000, 25756000, false, a change of a later epoch"
  })
  void knowsWhatWasStreamedBeforeIt(int epoch, long commit, long lsn, boolean before, String what) {
    assertThat(snapshot.isAfter(RowVersion.of(epoch, commit, lsn))).as(what).isEqualTo(before);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "0, 0, 0, false, none",
    "3, 0, 25756184, false, an older snapshot's",
    "3, 0, 25756192, true, its own",
    "3, 0, 25756200, true, a later snapshot's",
    "3, 25756000, 1, false, a truncation's from before it",
    "3, 25756300, 1, true, a truncation's from behind it",
    "2, 25756300, 1, false, a former epoch's",
    "4, 0, 8, true, a later epoch's"
  })
  void isAllowedByAFloor(int epoch, long commit, long lsn, boolean allowed, String whose) {
    assertThat(snapshot.isAllowedBy(RowVersion.of(epoch, commit, lsn)))
        .as(whose)
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({"25755000, 25755128, 0/188FDF8", "25755129, 0, 0/188FDF8"})
  void saysWhatToDo(long commit, long lsn, String shown) {
    assertThat(snapshot.refusal("orders__versions", RowVersion.of(3, commit, lsn)).getMessage())
        .isEqualTo(
            "An initial snapshot of public.orders at 0/1890220 has come, and orders__versions has"
                + " changes from before it, up to "
                + shown
                + ". What happened between the two may be lost, so nothing of the snapshot is"
                + " written. Run ./isomer resync public.orders");
  }
}

package io.isomer.control.kafka.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.kafka.repair.OpenTransaction.Forgotten;
import io.isomer.control.kafka.repair.TransactionLog.End;
import io.isomer.control.kafka.repair.TransactionLog.Producer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.requests.TransactionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTransactionTest {

  private static final byte EMPTY = 0;
  private static final byte ONGOING = 1;
  private static final byte PREPARE_COMMIT = 2;
  private static final byte PREPARE_ABORT = 3;
  private static final byte COMPLETE_COMMIT = 4;
  private static final byte COMPLETE_ABORT = 5;

  private static final OpenTransaction OFFSETS = open("_connect_offsets", 7, 100);
  private static final OpenTransaction ROWS = open("isomer.public.t", 7, 2000);

  private final TransactionLog log = new TransactionLog();

  private static OpenTransaction open(String topic, long producer, long offset) {
    return new OpenTransaction(
        new TopicPartition(topic, 0), new Producer(producer, (short) 86), offset, 3);
  }

  private void log(int epoch, byte state) {
    log.add(7, (short) epoch, state);
  }

  private List<Forgotten> forgotten(Set<OpenTransaction> before, Set<OpenTransaction> after) {
    return OpenTransaction.forgotten(before, log, after);
  }

  private List<Forgotten> forgotten() {
    return forgotten(Set.of(ROWS), Set.of(ROWS));
  }

  @Test
  void isCommittedWhereTheLogSaysSo() {
    log(86, ONGOING);
    log(87, PREPARE_COMMIT);
    log(87, COMPLETE_COMMIT);
    End commit = new End((short) 87, TransactionResult.COMMIT);
    assertThat(forgotten(Set.of(OFFSETS, ROWS), Set.of(OFFSETS, ROWS)))
        .containsExactlyInAnyOrder(new Forgotten(OFFSETS, commit), new Forgotten(ROWS, commit));
  }

  @Test
  void isAbortedWhereTheLogSaysSo() {
    log(86, ONGOING);
    log(87, PREPARE_ABORT);
    log(87, COMPLETE_ABORT);
    assertThat(forgotten())
        .containsExactly(new Forgotten(ROWS, new End((short) 87, TransactionResult.ABORT)));
  }

  @Test
  void isKnownAfterItsProducerHasStartedAgain() {
    log(86, ONGOING);
    log(87, COMPLETE_COMMIT);
    log(88, EMPTY);
    log(88, ONGOING);
    log(89, COMPLETE_ABORT);
    log(89, ONGOING);
    assertThat(forgotten())
        .containsExactly(new Forgotten(ROWS, new End((short) 87, TransactionResult.COMMIT)));
  }

  @Test
  void isKnownWhereAllOfAProducersTransactionsHaveOneEpoch() {
    log(86, ONGOING);
    log(86, COMPLETE_ABORT);
    log(86, ONGOING);
    assertThat(forgotten()).as("the second one goes on").isEmpty();
    log(86, COMPLETE_COMMIT);
    assertThat(forgotten())
        .containsExactly(new Forgotten(ROWS, new End((short) 86, TransactionResult.COMMIT)));
  }

  @ParameterizedTest
  @ValueSource(bytes = {EMPTY, ONGOING, PREPARE_COMMIT, PREPARE_ABORT, 6, 7})
  void isLeftToACoordinatorThatHasNotEndedIt(byte state) {
    log(86, ONGOING);
    log(87, state);
    assertThat(forgotten()).isEmpty();
  }

  @Test
  void isNotWhatHasEndedMeanwhile() {
    log(86, ONGOING);
    log(87, COMPLETE_COMMIT);
    assertThat(forgotten(Set.of(ROWS), Set.of())).isEmpty();
  }

  @Test
  void isNotWhatHasBegunMeanwhile() {
    log(86, ONGOING);
    log(87, COMPLETE_COMMIT);
    OpenTransaction next = open("isomer.public.t", 7, 2001);
    assertThat(forgotten(Set.of(ROWS), Set.of(next))).isEmpty();
    assertThat(forgotten(Set.of(), Set.of(ROWS))).isEmpty();
  }

  @Test
  void isLeftWhereTheLogHasLostItsBeginning() {
    log(87, COMPLETE_COMMIT);
    assertThat(forgotten()).isEmpty();
  }

  @Test
  void isLeftWhereNoCoordinatorKnowsItsProducer() {
    log(86, ONGOING);
    log(87, COMPLETE_COMMIT);
    OpenTransaction other = open("isomer.public.t", 8, 5);
    assertThat(forgotten(Set.of(other), Set.of(other))).isEmpty();
  }

  private static boolean isCoordinated(TransactionState state, int epoch) {
    return ROWS.isCoordinated(
        Map.of(
            7L,
            new TransactionDescription(
                1, state, 7, epoch, 10_000, OptionalLong.empty(), Set.of())));
  }

  @ParameterizedTest
  @EnumSource(TransactionState.class)
  void isLeftAloneWhileItsCoordinatorIsAtWork(TransactionState state) {
    boolean prepares = state.name().startsWith("PREPARE_");
    assertThat(isCoordinated(state, 86)).isEqualTo(prepares || state == TransactionState.ONGOING);
    assertThat(isCoordinated(state, 87)).isEqualTo(prepares);
    assertThat(isCoordinated(state, 88)).isFalse();
    assertThat(ROWS.isCoordinated(Map.of())).isFalse();
  }
}

package io.isomer.control.kafka.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.control.kafka.repair.OpenTransaction.Forgotten;
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

class OpenTransactionTest {

  private static final OpenTransaction OFFSETS = open("_connect_offsets", 7, 100);
  private static final OpenTransaction ROWS = open("isomer.public.t", 7, 2000);

  private static OpenTransaction open(String topic, long producer, long offset) {
    return new OpenTransaction(new TopicPartition(topic, 0), producer, offset, 3);
  }

  private static Map<Long, TransactionDescription> coordinated(TransactionState state) {
    return Map.of(
        7L, new TransactionDescription(1, state, 7, 87, 10_000, OptionalLong.empty(), Set.of()));
  }

  private static List<Forgotten> forgotten(
      Set<OpenTransaction> before, TransactionState state, Set<OpenTransaction> after) {
    return OpenTransaction.forgotten(before, coordinated(state), after);
  }

  @Test
  void isCommittedWhereTheCoordinatorSaysSo() {
    assertThat(
            forgotten(
                Set.of(OFFSETS, ROWS), TransactionState.COMPLETE_COMMIT, Set.of(OFFSETS, ROWS)))
        .containsExactlyInAnyOrder(
            new Forgotten(OFFSETS, (short) 87, TransactionResult.COMMIT),
            new Forgotten(ROWS, (short) 87, TransactionResult.COMMIT));
  }

  @Test
  void isAbortedWhereTheCoordinatorSaysSo() {
    assertThat(forgotten(Set.of(ROWS), TransactionState.COMPLETE_ABORT, Set.of(ROWS)))
        .containsExactly(new Forgotten(ROWS, (short) 87, TransactionResult.ABORT));
  }

  @ParameterizedTest
  @EnumSource(
      value = TransactionState.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"COMPLETE_COMMIT", "COMPLETE_ABORT"})
  void isLeftToACoordinatorThatHasNotEndedIt(TransactionState state) {
    assertThat(forgotten(Set.of(ROWS), state, Set.of(ROWS))).isEmpty();
  }

  @Test
  void isNotWhatHasEndedMeanwhile() {
    assertThat(forgotten(Set.of(ROWS), TransactionState.COMPLETE_COMMIT, Set.of())).isEmpty();
  }

  @Test
  void isNotWhatHasBegunMeanwhile() {
    OpenTransaction next = open("isomer.public.t", 7, 2001);
    assertThat(forgotten(Set.of(ROWS), TransactionState.COMPLETE_COMMIT, Set.of(next))).isEmpty();
    assertThat(forgotten(Set.of(), TransactionState.COMPLETE_COMMIT, Set.of(ROWS))).isEmpty();
  }

  @Test
  void isLeftWhereNoCoordinatorKnowsItsProducer() {
    OpenTransaction other = open("isomer.public.t", 8, 5);
    assertThat(forgotten(Set.of(other), TransactionState.COMPLETE_COMMIT, Set.of(other))).isEmpty();
  }
}

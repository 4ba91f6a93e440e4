package io.isomer.control.kafka.repair;

import io.isomer.control.kafka.repair.TransactionLog.Producer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction without an end in a partition, so that {@code read_committed} consumers read no
 * further.
 *
 * @param startOffset of its first message in the partition
 * @param coordinatorEpoch of the coordinator that ended the producer's last one there, or -1
 */
record OpenTransaction(
    TopicPartition partition, Producer producer, long startOffset, int coordinatorEpoch) {

  private static final Set<TransactionState> AT_WORK =
      EnumSet.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  /**
   * One whose coordinator has written that it ended, so that the partition never receives the end.
   *
   * @param end how it ended
   */
  record Forgotten(OpenTransaction open, TransactionLog.End end) {}

  /** The transactions that are open in all the topics' partitions now. */
  static Set<OpenTransaction> all(Admin admin) throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic :
        admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values()) {
      topic
          .partitions()
          .forEach(p -> partitions.add(new TopicPartition(topic.name(), p.partition())));
    }
    Set<OpenTransaction> all = new HashSet<>();
    for (Map.Entry<TopicPartition, PartitionProducerState> partition :
        admin.describeProducers(partitions).all().get().entrySet()) {
      for (ProducerState producer : partition.getValue().activeProducers()) {
        if (producer.currentTransactionStartOffset().isPresent()) {
          all.add(
              new OpenTransaction(
                  partition.getKey(),
                  new Producer(producer.producerId(), (short) producer.producerEpoch()),
                  producer.currentTransactionStartOffset().getAsLong(),
                  producer.coordinatorEpoch().orElse(-1)));
        }
      }
    }
    return all;
  }

  /** The last transaction of each producer as its coordinator knows it, by the producers' ids. */
  static Map<Long, TransactionDescription> coordinated(Admin admin)
      throws ExecutionException, InterruptedException {
    List<String> ids =
        admin.listTransactions().all().get().stream()
            .map(TransactionListing::transactionalId)
            .toList();
    Map<Long, TransactionDescription> byProducer = new HashMap<>();
    admin
        .describeTransactions(ids)
        .all()
        .get()
        .values()
        .forEach(each -> byProducer.put(each.producerId(), each));
    return byProducer;
  }

  /** Whether its coordinator is at work on it, and will end it everywhere. */
  boolean isCoordinated(Map<Long, TransactionDescription> coordinated) {
    TransactionDescription last = coordinated.get(producer.id());
    if (last == null || !AT_WORK.contains(last.state())) {
      return false;
    }
    int epochs = last.producerEpoch() - producer.epoch(); // the end of it has the next one
    return epochs == 0 || epochs == 1 && last.state() != TransactionState.ONGOING;
  }

  /**
   * Those that were open before the log was read and are open afterwards, although the log has
   * their end: a coordinator writes it when every partition has received its marker.
   *
   * @param before the log was read
   * @param after it was read
   */
  static List<Forgotten> forgotten(
      Set<OpenTransaction> before, TransactionLog log, Set<OpenTransaction> after) {
    List<Forgotten> forgotten = new ArrayList<>();
    for (OpenTransaction open : before) {
      if (after.contains(open)) {
        log.end(open.producer()).ifPresent(end -> forgotten.add(new Forgotten(open, end)));
      }
    }
    return forgotten;
  }
}

package io.isomer.control.kafka.repair;

import java.util.ArrayList;
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
import org.apache.kafka.common.requests.TransactionResult;

/**
 * A transaction that a partition has not seen the end of, so that {@code read_committed} consumers
 * read no further.
 *
 * @param startOffset of its first message in the partition
 * @param coordinatorEpoch of the coordinator that ended the producer's last one there, or -1
 */
record OpenTransaction(
    TopicPartition partition, long producerId, long startOffset, int coordinatorEpoch) {

  /**
   * One whose coordinator has called it ended, and which the partition will not hear of again.
   *
   * @param producerEpoch of its end
   * @param result how it ended
   */
  record Forgotten(OpenTransaction open, short producerEpoch, TransactionResult result) {}

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
                  producer.producerId(),
                  producer.currentTransactionStartOffset().getAsLong(),
                  producer.coordinatorEpoch().orElse(-1)));
        }
      }
    }
    return all;
  }

  /** What the coordinators know of the producers, by their ids. */
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

  /**
   * Those of them that were open before their coordinator was asked and are so afterwards, although
   * it said that all has ended: it writes that down when every partition has been told.
   *
   * @param before the coordinators were asked
   * @param coordinated what they said
   * @param after they were asked
   */
  static List<Forgotten> forgotten(
      Set<OpenTransaction> before,
      Map<Long, TransactionDescription> coordinated,
      Set<OpenTransaction> after) {
    List<Forgotten> forgotten = new ArrayList<>();
    for (OpenTransaction open : before) {
      TransactionDescription known = coordinated.get(open.producerId());
      if (known == null || !after.contains(open)) {
        continue;
      }
      short epoch = (short) known.producerEpoch();
      if (known.state() == TransactionState.COMPLETE_COMMIT) {
        forgotten.add(new Forgotten(open, epoch, TransactionResult.COMMIT));
      } else if (known.state() == TransactionState.COMPLETE_ABORT) {
        forgotten.add(new Forgotten(open, epoch, TransactionResult.ABORT));
      }
    }
    return forgotten;
  }
}

package io.isomer.control.kafka.repair;

import io.isomer.control.kafka.repair.OpenTransaction.Forgotten;
import io.isomer.control.watchdog.WatchdogThread;
import io.isomer.testing.localstack.KafkaPart;
import io.isomer.testing.localstack.access.KafkaAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;

/**
 * Ends transactions that Kafka has forgotten in some partition. A single broker that was killed or
 * frozen between a transaction's commit and its markers may, while it registers again, see its
 * partitions without a leader. It takes them for deleted ones, sends no markers, and writes that
 * the transaction is complete. From then on no {@code read_committed} consumer reads past it, and
 * Kafka Connect does not start. This writes the markers, with the end that the coordinator's own
 * log has: its memory has lost the end as soon as the producer starts again.
 *
 * <p>For a single broker without TLS and SASL, as the local stack's.
 */
public final class TransactionWatchdog implements AutoCloseable {

  private static final long LOOK_MILLIS = 5000;

  private final KafkaAccess kafka;
  private final Consumer<String> log;
  private final WatchdogThread thread;

  /**
   * @param log hears what it does
   */
  public TransactionWatchdog(KafkaAccess kafka, Consumer<String> log) {
    this.kafka = kafka;
    this.log = log;
    this.thread = new WatchdogThread("Kafka's transactions", LOOK_MILLIS, this::look, log);
  }

  /** Begins to watch all topics. */
  public void start() {
    thread.start();
  }

  /** Ends what is forgotten now. */
  void look() throws IOException {
    try (Admin admin = KafkaPart.admin(kafka)) {
      Set<OpenTransaction> suspects = suspects(admin);
      if (suspects.isEmpty()) {
        return; // the log may have many megabytes
      }
      TransactionLog transactions = TransactionLog.read(kafka, producerIds(suspects));
      Set<OpenTransaction> after = OpenTransaction.all(admin);
      for (Forgotten each : OpenTransaction.forgotten(suspects, transactions, after)) {
        log.accept("Kafka has forgotten to end a transaction, which is done now: " + each);
        TransactionMarker.write(broker(), each);
      }
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause().getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Those that are open although no coordinator is at work on them. */
  private static Set<OpenTransaction> suspects(Admin admin)
      throws ExecutionException, InterruptedException {
    Set<OpenTransaction> open = OpenTransaction.all(admin);
    if (open.isEmpty()) {
      return open;
    }
    Map<Long, TransactionDescription> coordinated = OpenTransaction.coordinated(admin);
    open.removeIf(each -> each.isCoordinated(coordinated));
    open.retainAll(OpenTransaction.all(admin));
    return open;
  }

  private static Set<Long> producerIds(Set<OpenTransaction> open) {
    return open.stream().map(each -> each.producer().id()).collect(Collectors.toSet());
  }

  private InetSocketAddress broker() {
    String address = kafka.kafkaBootstrapServers();
    int colon = address.lastIndexOf(':');
    return new InetSocketAddress(
        address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
  }

  /** From now on transactions stay as they are. */
  @Override
  public void close() {
    thread.close();
  }
}

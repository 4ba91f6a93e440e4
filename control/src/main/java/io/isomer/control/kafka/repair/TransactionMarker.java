package io.isomer.control.kafka.repair;

import io.isomer.control.kafka.repair.OpenTransaction.Forgotten;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;

/**
 * The end of a transaction in a partition, as its coordinator sends it to the partition's leader.
 * Kafka's admin client can only abort, which would lose what the coordinator has committed.
 */
final class TransactionMarker {

  private static final int TIMEOUT_MILLIS = 10_000;

  /** The version of the protocol between client, coordinator and partition, of Kafka 4. */
  private static final short TRANSACTION_VERSION = 2;

  private TransactionMarker() {}

  /**
   * Writes it.
   *
   * @param leader of the partition; without TLS and SASL
   */
  static void write(InetSocketAddress leader, Forgotten forgotten) throws IOException {
    OpenTransaction open = forgotten.open();
    TxnMarkerEntry entry =
        new TxnMarkerEntry(
            open.producer().id(),
            forgotten.end().epoch(),
            Math.max(open.coordinatorEpoch(), 0),
            forgotten.end().result(),
            List.of(open.partition()),
            TRANSACTION_VERSION);
    short version = ApiKeys.WRITE_TXN_MARKERS.latestVersion();
    WriteTxnMarkersRequest request =
        new WriteTxnMarkersRequest.Builder(List.of(entry)).build(version);
    RequestHeader header = new RequestHeader(ApiKeys.WRITE_TXN_MARKERS, version, "isomer", 1);
    WriteTxnMarkersResponse response =
        (WriteTxnMarkersResponse)
            AbstractResponse.parseResponse(
                exchange(leader, request.serializeWithHeader(header)), header);
    Map<TopicPartition, Errors> errors = response.errorsByProducerId().get(open.producer().id());
    Errors error = errors == null ? Errors.UNKNOWN_SERVER_ERROR : errors.get(open.partition());
    if (error != Errors.NONE) {
      throw new IOException("Kafka refuses to end " + forgotten + ": " + error);
    }
  }

  private static ByteBuffer exchange(InetSocketAddress address, ByteBuffer request)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] bytes = new byte[request.remaining()];
      request.get(bytes);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return ByteBuffer.wrap(in.readNBytes(in.readInt()));
    }
  }
}

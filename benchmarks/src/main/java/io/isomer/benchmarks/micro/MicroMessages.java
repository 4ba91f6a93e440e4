package io.isomer.benchmarks.micro;

import io.isomer.benchmarks.data.Dataset;
import io.isomer.benchmarks.data.Messages;
import io.isomer.benchmarks.data.RecordedFile;
import io.isomer.benchmarks.data.Workload;
import io.isomer.benchmarks.drain.DrainVariant;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.debezium.DebeziumDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A thousand messages of a dataset, as a consumer would hand them over. */
public final class MicroMessages {

  /** How many there are. */
  public static final int COUNT = 1000;

  private static final long SEED = 42;

  private MicroMessages() {}

  /** Messages of the recorded kind, multiplied. */
  public static List<ConsumerRecord<byte[], ByteBuffer>> of(
      DrainVariant variant, boolean schemaPart) throws IOException {
    Workload workload = Workload.distinctRows(variant.table(), COUNT);
    Dataset dataset = new Dataset(variant.title(), workload, schemaPart, SEED);
    Messages messages = new Messages(dataset, RecordedFile.read(variant.table()));
    List<ConsumerRecord<byte[], ByteBuffer>> records = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      ProducerRecord<byte[], byte[]> message = messages.next();
      records.add(
          new ConsumerRecord<>(
              message.topic(), 0, i, message.key(), ByteBuffer.wrap(message.value())));
    }
    return records;
  }

  /** The changes that these messages tell of. */
  public static List<ChangelogEvent> events(DrainVariant variant) throws IOException {
    DebeziumDecoder decoder = new DebeziumDecoder(0);
    List<ChangelogEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], ByteBuffer> message : of(variant, true)) {
      events.addAll(decoder.decode(message));
    }
    return events;
  }
}

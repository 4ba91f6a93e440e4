package io.isomer.job;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;

/** Gives an expired offset its own exception; everything else is the reader's that it wraps. */
@SuppressWarnings("try") // closing may throw whatever the wrapped reader's may
final class StrictKafkaReader<T, S extends SourceSplit> implements SourceReader<T, S> {

  private final SourceReader<T, S> reader;

  StrictKafkaReader(SourceReader<T, S> reader) {
    this.reader = reader;
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
    try {
      return reader.pollNext(output);
    } catch (RuntimeException e) { // what the thread that fetches has met
      Optional<OffsetOutOfRangeException> expired =
          ExceptionUtils.findThrowable(e, OffsetOutOfRangeException.class);
      if (expired.isPresent()) {
        throw new ExpiredOffsetException(expired.get());
      }
      throw e;
    }
  }

  @Override
  public void start() {
    reader.start();
  }

  @Override
  public List<S> snapshotState(long checkpoint) {
    return reader.snapshotState(checkpoint);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return reader.isAvailable();
  }

  @Override
  public void addSplits(List<S> splits) {
    reader.addSplits(splits);
  }

  @Override
  public void notifyNoMoreSplits() {
    reader.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    reader.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) throws Exception {
    reader.notifyCheckpointComplete(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) throws Exception {
    reader.notifyCheckpointAborted(checkpoint);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    reader.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    reader.close();
  }
}

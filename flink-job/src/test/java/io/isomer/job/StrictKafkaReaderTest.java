package io.isomer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StrictKafkaReaderTest {

  private static StrictKafkaReader<String, SourceSplit> failing(RuntimeException failure) {
    return new StrictKafkaReader<>(new FailingReader(failure));
  }

  @Test
  void anExpiredOffsetIsNamedWithWhatToDoAndFailsTheJobForGood() {
    RuntimeException failure =
        new RuntimeException(
            "One or more fetchers have encountered exception",
            new OffsetOutOfRangeException(
                Map.of(new TopicPartition("t", 1), 57L, new TopicPartition("t", 0), 3L)));
    assertThatThrownBy(() -> failing(failure).pollNext(null))
        .hasMessageContaining("Kafka has no message at t-0@3, t-1@57")
        .hasMessageContaining("without a savepoint")
        .hasMessageContaining("isomer verify --repair")
        .satisfies(
            e ->
                assertThat(
                        ThrowableClassifier.findThrowableOfThrowableType(
                            e, ThrowableType.NonRecoverableError))
                    .isPresent());
  }

  @Test
  void otherFailuresStayAsTheyAre() {
    RuntimeException failure = new RuntimeException("broker gone");
    assertThatThrownBy(() -> failing(failure).pollNext(null)).isSameAs(failure);
  }

  /** A reader that can do nothing else. */
  private record FailingReader(RuntimeException failure)
      implements SourceReader<String, SourceSplit> {

    @Override
    public InputStatus pollNext(ReaderOutput<String> output) {
      throw failure;
    }

    @Override
    public void start() {}

    @Override
    public java.util.List<SourceSplit> snapshotState(long checkpoint) {
      return java.util.List.of();
    }

    @Override
    public java.util.concurrent.CompletableFuture<Void> isAvailable() {
      return java.util.concurrent.CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(java.util.List<SourceSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}

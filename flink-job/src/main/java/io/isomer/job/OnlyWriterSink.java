package io.isomer.job;

import io.isomer.changelog.ChangelogEvent;
import java.io.IOException;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink for changes that are not keyed, because they all reach its only writer. A scheduler that
 * gives it more writers is refused.
 */
final class OnlyWriterSink implements Sink<ChangelogEvent> {

  private static final long serialVersionUID = 1;

  private final Sink<ChangelogEvent> sink;

  OnlyWriterSink(Sink<ChangelogEvent> sink) {
    this.sink = sink;
  }

  /**
   * @throws IllegalStateException when there are to be several
   */
  @Override
  public SinkWriter<ChangelogEvent> createWriter(WriterInitContext context) throws IOException {
    TaskInfo task = context.getTaskInfo();
    if (task.getNumberOfParallelSubtasks() > 1) {
      throw new IllegalStateException(
          "The job was started with parallelism 1, where its changes are not keyed by row, and is"
              + " now to run with parallelism "
              + task.getNumberOfParallelSubtasks()
              + ". Set it back to 1; or stop the job with a savepoint, and start it from there with"
              + " -p "
              + task.getNumberOfParallelSubtasks());
    }
    return sink.createWriter(context);
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.client.JdbcClientConnection;
import io.isomer.clickhouse.client.JdbcDriverCleanup;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes changes of rows to ClickHouse, each source table's to a {@code
 * ReplacingMergeTree(_version, _is_deleted)} table. All changes of a row must reach the same
 * subtask: key the stream by table and key first.
 *
 * <p>A change is written at least once before the checkpoint that covers it completes. As the
 * versions of a repeated change are the same, the table's content is as if it were written once.
 */
public final class ClickHouseSink implements Sink<ChangelogEvent> {

  private static final long serialVersionUID = 1;

  private final ClickHouseOptions options;
  private final DeadLetters.Factory<ChangelogEvent> deadLetters;

  /** A change whose value its column cannot hold fails the job. */
  public ClickHouseSink(ClickHouseOptions options) {
    this(options, metrics -> DeadLetters.failing());
  }

  /**
   * @param deadLetters where changes go whose values their columns cannot hold
   */
  public ClickHouseSink(
      ClickHouseOptions options, DeadLetters.Factory<ChangelogEvent> deadLetters) {
    this.options = options;
    this.deadLetters = deadLetters;
  }

  @Override
  public SinkWriter<ChangelogEvent> createWriter(WriterInitContext context) {
    JdbcDriverCleanup.releaseWith(context.getUserCodeClassLoader());
    SinkMetrics metrics = new SinkMetrics(context.metricGroup());
    DeadLetters<ChangelogEvent> letters = deadLetters.open(context.metricGroup());
    List<JdbcClientConnection> connections =
        Stream.generate(() -> new JdbcClientConnection(options.connection()))
            .limit(options.get(ClickHouseOptions.CONCURRENT_INSERTS))
            .toList();
    ProcessingTimeService time = context.getProcessingTimeService();
    return new ClickHouseWriter(
        options,
        (source, target) ->
            new TableWriter(
                target,
                options.schemaPolicy(source),
                letters,
                metrics,
                time::getCurrentProcessingTime),
        connections,
        threads(connections.size(), context.getTaskInfo().getTaskNameWithSubtasks()),
        letters,
        time,
        context.getMailboxExecutor(),
        metrics);
  }

  /** Threads with this one's class loader, so that what they run finds its classes. */
  private static ExecutorService threads(int count, String task) {
    return Executors.newFixedThreadPool(
        count,
        run -> {
          Thread thread = new Thread(run, "write " + task);
          thread.setDaemon(true);
          return thread;
        });
  }
}

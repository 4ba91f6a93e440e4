package io.isomer.job;

import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.targetformat.TargetEngine;
import java.util.List;

/** Turns a pipeline's options into the sink's. */
public final class ClickHouseTarget {

  private ClickHouseTarget() {}

  /**
   * @throws InvalidPipelineException naming everything that is wrong
   */
  public static ClickHouseOptions of(Pipeline pipeline) throws InvalidPipelineException {
    try {
      return ClickHouseOptions.builder(pipeline.get(PipelineOptions.CLICKHOUSE_URL))
          .credentials(
              pipeline.get(PipelineOptions.CLICKHOUSE_USER),
              pipeline.get(PipelineOptions.CLICKHOUSE_PASSWORD))
          .tableTemplate(pipeline.get(PipelineOptions.TABLE_TEMPLATE))
          .viewTemplate(pipeline.get(PipelineOptions.VIEW_TEMPLATE))
          .createTables(pipeline.get(PipelineOptions.CREATE_TABLES))
          .engine(engine(pipeline))
          .tableRules(pipeline.tableRules())
          .maxBatchRows(pipeline.get(PipelineOptions.BATCH_ROWS))
          .maxBatchBytes(pipeline.get(PipelineOptions.BATCH_SIZE).getBytes())
          .maxBufferBytes(pipeline.get(PipelineOptions.BUFFER_SIZE).getBytes())
          .concurrentInserts(pipeline.get(PipelineOptions.CONCURRENT_INSERTS))
          .flushInterval(pipeline.get(PipelineOptions.FLUSH_INTERVAL))
          .maxRetries(pipeline.get(PipelineOptions.MAX_RETRIES))
          .build();
    } catch (IllegalArgumentException e) { // lists all that is wrong in its message
      throw pipeline.invalid(List.of(e.getMessage()));
    }
  }

  private static TargetEngine engine(Pipeline pipeline) {
    return new TargetEngine(
        pipeline.get(PipelineOptions.ENGINE) == TableEngine.REPLICATED,
        pipeline.get(PipelineOptions.REPLICA_PATH),
        pipeline.get(PipelineOptions.REPLICA_NAME),
        pipeline.get(PipelineOptions.CLUSTER));
  }
}

package io.isomer.job;

import io.isomer.clickhouse.ClickHouseOptions;
import java.util.List;

/** Turns a pipeline's options into the sink's. */
final class ClickHouseTarget {

  private ClickHouseTarget() {}

  static ClickHouseOptions of(Pipeline pipeline) throws InvalidPipelineException {
    try {
      return ClickHouseOptions.builder(pipeline.get(PipelineOptions.CLICKHOUSE_URL))
          .credentials(
              pipeline.get(PipelineOptions.CLICKHOUSE_USER),
              pipeline.get(PipelineOptions.CLICKHOUSE_PASSWORD))
          .tableTemplate(pipeline.get(PipelineOptions.TABLE_TEMPLATE))
          .viewTemplate(pipeline.get(PipelineOptions.VIEW_TEMPLATE))
          .createTables(pipeline.get(PipelineOptions.CREATE_TABLES))
          .maxBatchRows(pipeline.get(PipelineOptions.BATCH_ROWS))
          .maxBatchBytes(pipeline.get(PipelineOptions.BATCH_SIZE).getBytes())
          .flushInterval(pipeline.get(PipelineOptions.FLUSH_INTERVAL))
          .maxRetries(pipeline.get(PipelineOptions.MAX_RETRIES))
          .build();
    } catch (IllegalArgumentException e) { // lists all that is wrong in its message
      throw new InvalidPipelineException(List.of(e.getMessage()));
    }
  }
}

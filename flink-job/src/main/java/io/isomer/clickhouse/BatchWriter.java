package io.isomer.clickhouse;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.client.ClickHouseClient;
import java.sql.SQLException;

/** Writes one table's batches, one after the other. */
interface BatchWriter {

  /** Makes the writer of a source table's batches. */
  @FunctionalInterface
  interface Factory {

    /**
     * @param target the target table's name, unquoted
     */
    BatchWriter create(TableId source, String target);
  }

  /**
   * Writes a batch; returns when ClickHouse has it. A batch that fails can be written again.
   *
   * @throws SQLException when it fails
   */
  void write(Batch batch, ClickHouseClient client) throws SQLException;
}

package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.TableId;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.internal.executor.JdbcBatchStatementExecutor;

/**
 * Writes one table's batches, and takes the next one's changes meanwhile: {@link #addToBatch} and
 * {@link #seal} are for one thread, {@link #executeBatch} is for that or another, between a seal
 * and the next.
 */
interface BatchExecutor extends JdbcBatchStatementExecutor<ChangelogEvent> {

  /** Makes the executor of a source table's changes. */
  @FunctionalInterface
  interface Factory {

    /**
     * @param targetName the target table's name, unquoted
     */
    BatchExecutor create(TableId source, String targetName);
  }

  /** Ends the batch: changes that are added from now on belong to the next one. */
  void seal();

  /**
   * Writes the sealed batch, or seals what there is. A batch that fails stays sealed, to be
   * executed again.
   */
  @Override
  void executeBatch() throws SQLException;
}

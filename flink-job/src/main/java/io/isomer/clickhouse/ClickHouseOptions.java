package io.isomer.clickhouse;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.client.ClickHouseUrl;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TargetLayout;
import io.isomer.tables.TableRules;
import io.isomer.tables.TargetRule;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.TargetEngine;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;

/**
 * Where ClickHouse is and how much is sent to it at once.
 *
 * @param url JDBC URL with the database; driver properties in it win over those set here
 * @param user name of the user
 * @param password may be empty
 * @param tableTemplate name of a target table, with {@code {schema}} and {@code {table}}
 * @param viewTemplate name of a target table's view, with the same; empty for no views
 * @param createTables whether missing tables and views are created
 * @param engine on which servers created tables are
 * @param tableRules what is special about some tables
 * @param maxBatchRows changes after which a table is flushed
 * @param maxBatchBytes bytes of changes after which a table is flushed
 * @param maxBufferBytes bytes of all tables' changes after which the fullest table is flushed
 * @param concurrentInserts how many tables' batches a subtask writes at the same time
 * @param flushInterval shortest time between two flushes by time of one table and subtask
 * @param maxRetries how often a failed batch is sent again before the job fails
 * @param initialBackoff wait before the first retry; it doubles with each further one
 * @param maxBackoff longest wait before a retry
 */
public record ClickHouseOptions(
    String url,
    String user,
    String password,
    String tableTemplate,
    String viewTemplate,
    boolean createTables,
    TargetEngine engine,
    TableRules tableRules,
    int maxBatchRows,
    long maxBatchBytes,
    long maxBufferBytes,
    int concurrentInserts,
    Duration flushInterval,
    int maxRetries,
    Duration initialBackoff,
    Duration maxBackoff)
    implements Serializable {

  private static final long serialVersionUID = 1;

  public static final String DEFAULT_TABLE_TEMPLATE = NameTemplate.TABLE;
  public static final String DEFAULT_VIEW_TEMPLATE = NameTemplate.VIEW;
  public static final boolean DEFAULT_CREATE_TABLES = true;
  public static final int DEFAULT_MAX_BATCH_ROWS = 100_000;
  public static final long DEFAULT_MAX_BATCH_BYTES = 32 << 20;
  public static final long DEFAULT_MAX_BUFFER_BYTES = 128 << 20;
  public static final int DEFAULT_CONCURRENT_INSERTS = 4;
  public static final Duration DEFAULT_FLUSH_INTERVAL = Duration.ofMillis(500);
  public static final int DEFAULT_MAX_RETRIES = 10;
  public static final Duration DEFAULT_INITIAL_BACKOFF = Duration.ofMillis(100);
  public static final Duration DEFAULT_MAX_BACKOFF = Duration.ofSeconds(10);

  private static final String DRIVER = "com.clickhouse.jdbc.Driver";

  /** Options with every default. */
  public static ClickHouseOptionsBuilder builder(String url) {
    return new ClickHouseOptionsBuilder(url);
  }

  /** The name of a source table's target, unquoted. */
  String targetName(TableId source) {
    String own = tableRules.target(source).table();
    return NameTemplate.fill(own == null ? tableTemplate : own, source.schema(), source.name());
  }

  SchemaPolicy schemaPolicy(TableId source) {
    TargetRule rule = tableRules.target(source);
    return new SchemaPolicy(
        createTables,
        rule.view() == null ? viewTemplate : rule.view(),
        new TargetLayout(engine, rule),
        tableRules.source(source));
  }

  /** The connection in the terms of the JDBC connector. */
  JdbcConnectionOptions connection() {
    return new JdbcConnectionOptions.JdbcConnectionOptionsBuilder()
        .withUrl(url)
        .withDriverName(DRIVER)
        .withUsername(user)
        .withPassword(password)
        .withProperty("retry", "0") // retries are the writer's, by timer and within its bound
        .withProperty("client_retry_on_failures", "None")
        .withProperty("connection_timeout", "10000")
        .withProperty("socket_timeout", "120000") // the driver's own is none: a task could hang
        .build();
  }

  /** The URL for messages. */
  String shownUrl() {
    return ClickHouseUrl.shown(url);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "ClickHouseOptions[%s, user %s, tables %s, batches of %d rows or %d bytes or %s]"
        .formatted(shownUrl(), user, tableTemplate, maxBatchRows, maxBatchBytes, flushInterval);
  }
}

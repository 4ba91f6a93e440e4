package io.isomer.clickhouse;

import io.isomer.clickhouse.client.ClickHouseUrl;
import io.isomer.tables.TableRules;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.TargetEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds {@link ClickHouseOptions}; {@link #build()} checks them all at once. */
public final class ClickHouseOptionsBuilder {

  private final String url;
  private String user = "default";
  private String password = "";
  private String tableTemplate = ClickHouseOptions.DEFAULT_TABLE_TEMPLATE;
  private String viewTemplate = ClickHouseOptions.DEFAULT_VIEW_TEMPLATE;
  private boolean createTables = ClickHouseOptions.DEFAULT_CREATE_TABLES;
  private TargetEngine engine = TargetEngine.DEFAULT;
  private TableRules tableRules = TableRules.NONE;
  private long maxBufferBytes = ClickHouseOptions.DEFAULT_MAX_BUFFER_BYTES;
  private int maxBatchRows = ClickHouseOptions.DEFAULT_MAX_BATCH_ROWS;
  private long maxBatchBytes = ClickHouseOptions.DEFAULT_MAX_BATCH_BYTES;
  private int concurrentInserts = ClickHouseOptions.DEFAULT_CONCURRENT_INSERTS;
  private Duration flushInterval = ClickHouseOptions.DEFAULT_FLUSH_INTERVAL;
  private int maxRetries = ClickHouseOptions.DEFAULT_MAX_RETRIES;
  private Duration initialBackoff = ClickHouseOptions.DEFAULT_INITIAL_BACKOFF;
  private Duration maxBackoff = ClickHouseOptions.DEFAULT_MAX_BACKOFF;

  ClickHouseOptionsBuilder(String url) {
    this.url = url;
  }

  public ClickHouseOptionsBuilder credentials(String user, String password) {
    this.user = user;
    this.password = password;
    return this;
  }

  public ClickHouseOptionsBuilder tableTemplate(String template) {
    this.tableTemplate = template;
    return this;
  }

  public ClickHouseOptionsBuilder viewTemplate(String template) {
    this.viewTemplate = template;
    return this;
  }

  public ClickHouseOptionsBuilder createTables(boolean create) {
    this.createTables = create;
    return this;
  }

  public ClickHouseOptionsBuilder engine(TargetEngine engine) {
    this.engine = engine;
    return this;
  }

  public ClickHouseOptionsBuilder tableRules(TableRules rules) {
    this.tableRules = rules;
    return this;
  }

  public ClickHouseOptionsBuilder maxBufferBytes(long bytes) {
    this.maxBufferBytes = bytes;
    return this;
  }

  public ClickHouseOptionsBuilder maxBatchRows(int rows) {
    this.maxBatchRows = rows;
    return this;
  }

  public ClickHouseOptionsBuilder maxBatchBytes(long bytes) {
    this.maxBatchBytes = bytes;
    return this;
  }

  public ClickHouseOptionsBuilder concurrentInserts(int inserts) {
    this.concurrentInserts = inserts;
    return this;
  }

  public ClickHouseOptionsBuilder flushInterval(Duration interval) {
    this.flushInterval = interval;
    return this;
  }

  public ClickHouseOptionsBuilder maxRetries(int retries) {
    this.maxRetries = retries;
    return this;
  }

  public ClickHouseOptionsBuilder backoff(Duration initial, Duration max) {
    this.initialBackoff = initial;
    this.maxBackoff = max;
    return this;
  }

  /**
   * @throws IllegalArgumentException with everything that is wrong
   */
  public ClickHouseOptions build() {
    List<String> problems = new ArrayList<>();
    ClickHouseUrl.problem(url).ifPresent(problems::add);
    require(user != null && !user.isEmpty(), "the user must be given", problems);
    require(password != null, "the password must be given, if need be as an empty text", problems);
    require(
        tableTemplate != null && NameTemplate.namesTable(tableTemplate),
        "the table template must contain {table}, and is " + tableTemplate,
        problems);
    require(
        viewTemplate != null && (viewTemplate.isEmpty() || NameTemplate.namesTable(viewTemplate)),
        "the view template must contain {table} or be empty, and is " + viewTemplate,
        problems);
    require(
        viewTemplate == null || !viewTemplate.equals(tableTemplate),
        "the view template must differ from the table template " + tableTemplate,
        problems);
    require(maxBatchRows > 0, "a batch must have at least 1 row, not " + maxBatchRows, problems);
    require(
        maxBatchBytes > 0 && maxBatchBytes <= 1 << 30,
        "a batch must have 1 byte to 1 GiB, not " + maxBatchBytes,
        problems);
    require(
        maxBufferBytes >= maxBatchBytes,
        "the buffer of all tables must hold a batch of "
            + maxBatchBytes
            + " bytes, and has "
            + maxBufferBytes,
        problems);
    require(
        concurrentInserts > 0 && concurrentInserts <= 100,
        "there must be 1 to 100 concurrent inserts, not " + concurrentInserts,
        problems);
    require(
        engine.replicaPath().isEmpty()
            || engine.replicated()
                && (engine.replicaPath().contains("{table}")
                    || engine.replicaPath().contains("{uuid}")),
        "the replica path is for the replicated engine and must contain {table} or {uuid}, so that"
            + " each table has its own, and is "
            + engine.replicaPath(),
        problems);
    require(
        !flushInterval.isNegative(),
        "the flush interval must not be negative, as " + flushInterval,
        problems);
    require(maxRetries >= 0, "the retries must not be negative, as " + maxRetries, problems);
    require(
        initialBackoff.toMillis() > 0 && initialBackoff.compareTo(maxBackoff) <= 0,
        "the backoff must start at 1 ms or more and not above its maximum, not "
            + initialBackoff
            + " to "
            + maxBackoff,
        problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new ClickHouseOptions(
        url,
        user,
        password,
        tableTemplate,
        viewTemplate,
        createTables,
        engine,
        tableRules,
        maxBatchRows,
        maxBatchBytes,
        maxBufferBytes,
        concurrentInserts,
        flushInterval,
        maxRetries,
        initialBackoff,
        maxBackoff);
  }

  private static void require(boolean holds, String otherwise, List<String> problems) {
    if (!holds) {
      problems.add(otherwise);
    }
  }
}

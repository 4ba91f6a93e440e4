package io.isomer.control.verify;

import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import io.isomer.targetformat.NameTemplate;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.verify.Checkpoint;
import io.isomer.verify.Outcome;
import io.isomer.verify.Settings;
import io.isomer.verify.TableResult;
import io.isomer.verify.Verifier;
import io.isomer.verify.VerifyListener;
import io.isomer.verify.cli.Databases;
import io.isomer.verify.cli.ProgressFactory;
import io.isomer.verify.cli.TextReport;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.TableResolver;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Compares one table of a running stack with its copy, value by value. */
public final class StackComparison {

  private final StackAccess stack;
  private final ProgressFactory progress;

  /**
   * @param progress says how far the copy is
   */
  public StackComparison(StackAccess stack, ProgressFactory progress) {
    this.stack = stack;
    this.progress = progress;
  }

  /** A comparison that waits for the job with this consumer group. */
  public static StackComparison behindJob(StackAccess stack, String group) {
    return new StackComparison(
        stack,
        postgres -> new PipelineProgress(stack, postgres, StackDatabases.connector(stack), group));
  }

  /**
   * Compares all rows.
   *
   * @throws IllegalArgumentException when PostgreSQL has no such table
   */
  public TableResult compare(String schema, String table)
      throws IOException, SQLException, InterruptedException {
    Databases databases = StackDatabases.of(stack);
    ClickHouse clickhouse = databases.target().connect();
    try (Postgres postgres = databases.source().connect()) {
      return new Verifier(
              databases.source()::connect,
              postgres,
              clickhouse,
              new TableResolver(clickhouse, NameTemplate.VIEW, List.of()),
              progress.on(postgres),
              Settings.DEFAULTS)
          .verify(source(postgres, schema, table), Checkpoint.none(), new VerifyListener() {});
    }
  }

  private static SourceTable source(Postgres postgres, String schema, String table)
      throws SQLException {
    return Catalog.tables(postgres.connection()).stream()
        .filter(each -> each.schema().equals(schema) && each.name().equals(table))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("PostgreSQL has no table " + schema + "." + table));
  }

  /** The verdict in words: one line for equal tables, else the differing rows as well. */
  public static String verdict(TableResult result) {
    return result.outcome() == Outcome.EQUAL
        ? String.format(
            Locale.ROOT, "identical: %d rows compared, value by value", result.sourceRows())
        : String.join("\n", TextReport.lines(result));
  }
}

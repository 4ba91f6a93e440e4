package io.isomer.verify.cli;

import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import io.isomer.verify.Checkpoint;
import io.isomer.verify.Outcome;
import io.isomer.verify.PostgresFactory;
import io.isomer.verify.TableResult;
import io.isomer.verify.Verifier;
import io.isomer.verify.VerifyListener;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.TableResolver;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compares the chosen tables, once or repeatedly, and reports the results. */
public final class VerifyRun {

  private final Databases databases;
  private final VerifyOptions options;
  private final VerifyListener listener;

  public VerifyRun(Databases databases, VerifyOptions options, VerifyListener listener) {
    this.databases = databases;
    this.options = options;
    this.listener = listener;
  }

  /**
   * @return the last outcome; with {@code --watch} it does not return
   */
  public Outcome run(ProgressFactory progress)
      throws IOException, SQLException, InterruptedException {
    if (options.watchSeconds() == null) {
      return compareAndReport(progress);
    }
    while (true) {
      try {
        compareAndReport(progress);
      } catch (IOException | SQLException | RuntimeException e) {
        // a database may be up again at the next run; until then the metrics keep their old time
        System.err.println("not compared: " + (e.getMessage() == null ? e : e.getMessage()));
      }
      TimeUnit.SECONDS.sleep(options.watchSeconds());
    }
  }

  private Outcome compareAndReport(ProgressFactory progress)
      throws IOException, SQLException, InterruptedException {
    List<TableResult> results = compareOnce(progress);
    if (options.metrics() != null) {
      MetricsFile.write(options.metrics(), results, Instant.now().getEpochSecond());
    }
    print(results);
    return Outcome.of(results);
  }

  private List<TableResult> compareOnce(ProgressFactory progress)
      throws IOException, SQLException, InterruptedException {
    PostgresFactory sessions = () -> databases.source().connect(options.answerLimit());
    ClickHouse clickhouse = databases.target().connect(options.answerLimit());
    try (Postgres postgres = sessions.connect()) {
      List<SourceTable> tables =
          TablePatterns.choose(Catalog.tables(postgres.connection()), options.tables());
      TableResolver resolver = new TableResolver(clickhouse, options.target(), options.excluded());
      Verifier verifier =
          new Verifier(
              sessions, postgres, clickhouse, resolver, progress.on(postgres), options.settings());
      if (options.repair()) {
        verifier.repairingIn(options.versions());
      }
      Checkpoint checkpoint = checkpoint();
      List<TableResult> results = new ArrayList<>();
      for (SourceTable table : tables) {
        results.add(verifier.verify(table, checkpoint, listener));
      }
      if (Outcome.of(results) == Outcome.EQUAL) {
        checkpoint.finish();
      }
      return results;
    }
  }

  private Checkpoint checkpoint() throws IOException {
    return options.state() == null
        ? Checkpoint.none()
        : Checkpoint.in(options.state(), databases.toString());
  }

  private void print(List<TableResult> results) {
    if (options.json()) {
      System.out.println(JsonReport.of(results));
    } else {
      results.forEach(result -> TextReport.lines(result).forEach(System.out::println));
    }
  }
}

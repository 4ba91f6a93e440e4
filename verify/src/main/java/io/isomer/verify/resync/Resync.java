package io.isomer.verify.resync;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.postgressource.SourceTable;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.RowVersion;
import io.isomer.verify.Checkpoint;
import io.isomer.verify.CopyProgress;
import io.isomer.verify.CopyProgress.Barrier;
import io.isomer.verify.Outcome;
import io.isomer.verify.PostgresFactory;
import io.isomer.verify.Settings;
import io.isomer.verify.TableResult;
import io.isomer.verify.Verifier;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.ComparedTable;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.RowRepair;
import io.isomer.verify.database.TableResolver;
import io.isomer.verify.database.UncomparableException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Rebuilds the copy of a table while changes stream in and users read it.
 *
 * <p>A new table is created next to the target table. It receives what the job inserts from then
 * on, and one state of the source. The rows of that state have a version below every change that
 * the state lacks, and above every change that was committed before. When the new table is equal to
 * the source, the two tables exchange their names atomically. So nothing of the old copy remains,
 * whatever versions its rows had.
 *
 * <p>The version of the state's rows is also the new table's version floor, before the rows are
 * written. The floor shows the job that a rejected initial snapshot does no harm any more, so that
 * the job resumes.
 */
public final class Resync {

  private static final long POLL_MILLIS = 100;

  private final PostgresFactory sessions;
  private final ClickHouse clickhouse;
  private final String versions;
  private final int epoch;
  private final Settings settings;
  private final ResyncListener listener;

  /**
   * @param versions the tables that the job writes to, with {@code {schema}} and {@code {table}}
   * @param epoch of the versions that the job gives
   */
  public Resync(
      PostgresFactory sessions,
      ClickHouse clickhouse,
      String versions,
      int epoch,
      Settings settings,
      ResyncListener listener) {
    this.sessions = sessions;
    this.clickhouse = clickhouse;
    this.versions = versions;
    this.epoch = epoch;
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Rebuilds a table's copy. If that fails, the old copy remains.
   *
   * @param progress of the copy
   * @return the comparison of the new copy with the source; of the attempt, when the tables were
   *     not exchanged
   * @throws UncomparableException when the table cannot be rebuilt
   */
  public TableResult run(SourceTable source, Postgres postgres, CopyProgress progress)
      throws IOException, SQLException, InterruptedException {
    TableResolver resolver = new TableResolver(clickhouse, versions, List.of());
    RowRepair.of(source, resolver, postgres, clickhouse); // which has the same needs
    ComparedTable table = resolver.resolve(source);
    try (ShadowTable shadow =
        new ShadowTable(clickhouse, TableResolver.targetName(versions, source))) {
      listener.step("creating a table next to " + table.target());
      shadow.create();
      fill(table, shadow, postgres);
      await(progress.barrier());
      checkUnchanged(table, shadow);
      listener.step("comparing the new copy with the source");
      TableResult rebuilt =
          verify(source, postgres, progress, versions + NameTemplate.REBUILT_SUFFIX);
      if (rebuilt.outcome() != Outcome.EQUAL) {
        return rebuilt;
      }
      checkUnchanged(table, shadow);
      shadow.exchange();
      shadow.passOnFloor();
    }
    listener.step("exchanged; comparing again");
    return verify(source, postgres, progress, versions);
  }

  private void fill(ComparedTable table, ShadowTable shadow, Postgres postgres)
      throws IOException, SQLException, InterruptedException {
    try (Postgres reader = sessions.connect()) {
      ConsistentRead read = new ConsistentRead(reader, postgres, table);
      long position = read.begin(who -> listener.step("waiting for " + who));
      RowVersion version = RowVersion.of(epoch, position, 0);
      requireFloorBelow(version, table, shadow);
      shadow.takeFloor(version);
      listener.step("copying the rows of " + table.source());
      listener.tableStarted(table.source(), Long.parseLong(postgres.value(rowsOf(table))));
      RowLoader loader = new RowLoader(clickhouse, table, shadow.quotedName(), version);
      read.rows(
          row -> {
            loader.add(row);
            listener.compared(table.source(), loader.rows());
          });
      loader.flush();
    }
  }

  /** About how many, by the last ANALYZE. */
  private static String rowsOf(ComparedTable table) {
    return "SELECT greatest(reltuples, 0)::int8 FROM pg_class WHERE oid = "
        + PostgresDialect.literal(table.postgres())
        + "::regclass";
  }

  /** Above the versions to come, a floor would hide them; only a higher epoch goes above it. */
  private void requireFloorBelow(RowVersion version, ComparedTable table, ShadowTable shadow)
      throws IOException {
    if (shadow.floor().compareTo(version) > 0) {
      throw new UncomparableException(
          "the version floor of %s, from a TRUNCATE or another resync, is above the source's position. Raise the pipeline's epoch first"
              .formatted(table.target()));
    }
  }

  private void await(Barrier barrier) throws IOException, SQLException, InterruptedException {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    listener.step("waiting for the changes in the meantime");
    while (!barrier.passed()) {
      if (System.nanoTime() > deadline) {
        throw new UncomparableException(
            "the copy has not caught up within %d s: still waiting for %s. Check that the job is running"
                .formatted(settings.patience().toSeconds(), barrier.waitingFor()));
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private void checkUnchanged(ComparedTable table, ShadowTable shadow) throws IOException {
    if (shadow.hasOtherColumns()) {
      throw new UncomparableException(
          table.target() + " has other columns now. Start the resync again");
    }
    shadow.takeFloor(shadow.floor());
  }

  private TableResult verify(
      SourceTable source, Postgres postgres, CopyProgress progress, String template)
      throws InterruptedException {
    TableResolver resolver = new TableResolver(clickhouse, template, List.of());
    return new Verifier(sessions, postgres, clickhouse, resolver, progress, settings)
        .repairingIn(template)
        .verify(source, Checkpoint.none(), listener);
  }
}

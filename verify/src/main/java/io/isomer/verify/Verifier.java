package io.isomer.verify;

import io.isomer.postgressource.SourceTable;
import io.isomer.verify.database.ClickHouse;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.RowRepair;
import io.isomer.verify.database.TableResolver;
import io.isomer.verify.database.UncomparableException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Compares tables of PostgreSQL with their copies in ClickHouse, value by value, while both change.
 *
 * <p>Both databases sum the hashes of their rows. Only the sums cross the network, and the keys and
 * hashes of the few hundred rows around a difference. Not thread-safe.
 */
public final class Verifier {

  private final PostgresFactory sessions;
  private final Postgres postgres;
  private final ClickHouse clickhouse;
  private final TableResolver resolver;
  private final CopyProgress progress;
  private final Settings settings;
  private String versions = "";

  /**
   * @param sessions opens further sessions of the source
   * @param postgres a session of the source
   */
  public Verifier(
      PostgresFactory sessions,
      Postgres postgres,
      ClickHouse clickhouse,
      TableResolver resolver,
      CopyProgress progress,
      Settings settings) {
    this.sessions = sessions;
    this.postgres = postgres;
    this.clickhouse = clickhouse;
    this.resolver = resolver;
    this.progress = progress;
    this.settings = settings;
  }

  /**
   * Also repairs differing rows.
   *
   * @param template the tables to write to, with {@code {schema}} and {@code {table}}
   */
  public Verifier repairingIn(String template) {
    versions = template;
    return this;
  }

  private Optional<RowRepair> repair(SourceTable source) throws IOException {
    return versions.isEmpty()
        ? Optional.empty()
        : Optional.of(RowRepair.of(source, resolver.in(versions), postgres, clickhouse));
  }

  /**
   * Compares a table.
   *
   * @return the result, also for a table that could not be compared
   */
  public TableResult verify(SourceTable source, Checkpoint checkpoint, VerifyListener listener)
      throws InterruptedException {
    long begin = System.nanoTime();
    TableResult result;
    try {
      result =
          new TableVerification(
                  resolver.resolve(source),
                  sessions,
                  postgres,
                  clickhouse,
                  progress,
                  settings,
                  checkpoint,
                  repair(source),
                  listener)
              .run();
    } catch (InterruptedException e) {
      throw e;
    } catch (UncomparableException | IOException | SQLException e) {
      result = failed(source, e, begin);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // as declared by a range's queries
      result = failed(source, e, begin);
    }
    listener.tableDone(result);
    return result;
  }

  private static TableResult failed(SourceTable source, Exception e, long begin) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return TableResult.failed(
        source.fullName(), "", message, Duration.ofNanos(System.nanoTime() - begin));
  }
}

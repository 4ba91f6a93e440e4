package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.RowDifference.Kind;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.resync.Resync;
import io.isomer.verify.resync.ResyncListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** More rows differ than are held at a time: never equal before everything was read. */
class IncompleteITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();
  private static final int LIMIT = 100;
  private static final int MANY_BUCKETS = 9000;

  /** Ranges so large that those with many rows are cut short. */
  private static Settings settings(int maxDifferences) {
    return new Settings(20_000, 2, 0, Duration.ofSeconds(60), maxDifferences, LIMIT);
  }

  private static void create(String table, int rows) throws Exception {
    DATABASES.source(
        "CREATE TABLE " + table + " (id int PRIMARY KEY, v int)",
        "INSERT INTO %s SELECT n, 0 FROM generate_series(1, %d) n".formatted(table, rows),
        "ANALYZE " + table);
    DATABASES.copy(
        "CREATE TABLE %s__versions (id Int32, v Nullable(Int32), _version UInt128, _is_deleted UInt8) ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id"
            .formatted(table),
        "CREATE VIEW %1$s AS SELECT * EXCEPT (_version, _is_deleted) FROM %1$s__versions FINAL WHERE _version >= (SELECT max(floor) FROM isomer_truncations WHERE table_name = '%1$s__versions')"
            .formatted(table));
  }

  private static TableResult verify(String table, String versions, Settings settings)
      throws Exception {
    return DATABASES.verify(
        DATABASES.table("public", table),
        "{table}",
        versions,
        postgres -> new SlotProgress(postgres, "", Duration.ZERO),
        settings,
        new VerifyListener() {});
  }

  @Test
  void oneRowMoreThanTheLimitIsFound() throws Exception {
    create("one_more", LIMIT + 1);
    TableResult result = verify("one_more", "", settings(1000));
    assertThat(result.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(result.differences()).hasSize(LIMIT + 1);
    assertThat(result.complete()).isTrue();
  }

  @Test
  void oneRowMoreThanTheLimitIsRepaired() throws Exception {
    create("one_mended", LIMIT + 1);
    repairs("one_mended", LIMIT + 1, settings(1000));
  }

  @Test
  void aCutShortRangeIsReadOnUntilEnoughDiffers() throws Exception {
    create("cut_short", MANY_BUCKETS);
    TableResult all = verify("cut_short", "", settings(MANY_BUCKETS + 1));
    assertThat(all.differences()).hasSize(MANY_BUCKETS);
    assertThat(all.differences().stream().filter(RowDifference::hasValues)).hasSize(100);
    assertThat(all.differences()).extracting(RowDifference::kind).containsOnly(Kind.MISSING);
    assertThat(all.complete()).isTrue();
    TableResult some = verify("cut_short", "", settings(LIMIT));
    assertThat(some.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(some.differences()).hasSizeBetween(LIMIT, MANY_BUCKETS - 1);
    assertThat(some.complete()).isFalse();
  }

  @Test
  void aRepairGoesOnUntilACutShortRangeIsMended() throws Exception {
    create("cut_mended", MANY_BUCKETS);
    repairs("cut_mended", MANY_BUCKETS, settings(LIMIT));
  }

  @Test
  void aRepairGoesOnToTheRangesBehindManyDifferences() throws Exception {
    create("ranges_mended", 3000);
    repairs("ranges_mended", 3000, new Settings(500, 1, 0, Duration.ofSeconds(60), 10, LIMIT));
  }

  @Test
  void aRepairDeletesManyGhostsOfAnEmptySource() throws Exception {
    create("ghosts", 0);
    DATABASES.copy("INSERT INTO ghosts__versions SELECT number, 1, 1000, 0 FROM numbers(3000)");
    repairs("ghosts", 3000, settings(LIMIT));
  }

  private static void repairs(String table, int rows, Settings settings) throws Exception {
    TableResult result = verify(table, "{table}__versions", settings);
    assertThat(result.failure()).isEmpty();
    assertThat(result.outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(result.complete()).isTrue();
    assertThat(result.repairedRows()).isEqualTo(rows);
    assertThat(result.repaired()).hasSizeLessThanOrEqualTo(100);
    TableResult after = verify(table, "", settings(1000));
    assertThat(after.differences()).isEmpty();
    assertThat(after.outcome()).isEqualTo(Outcome.EQUAL);
  }

  @Test
  void aRangeInFlightAtEveryLookIsNotEqual() throws Exception {
    create("flying", MANY_BUCKETS);
    Flight flight = new Flight("flying", MANY_BUCKETS);
    TableResult result =
        DATABASES.verify(
            DATABASES.table("public", "flying"),
            "{table}",
            "",
            postgres -> flight,
            settings(1000),
            flight);
    assertThat(result.failure()).isEmpty();
    assertThat(result.differences()).isEmpty();
    assertThat(result.unsettled()).isEmpty();
    assertThat(result.complete()).isFalse();
    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void aRebuildThatCannotBeReadInFullIsNotExchanged() throws Exception {
    create("rebuilt_in_flight", MANY_BUCKETS);
    DATABASES.copy("INSERT INTO rebuilt_in_flight__versions VALUES (-7, 7, 8, 0)"); // a ghost
    Flight flight = new Flight("rebuilt_in_flight", MANY_BUCKETS);
    try (Postgres postgres = DATABASES.session()) {
      TableResult result =
          new Resync(
                  DATABASES::session,
                  DATABASES.clickhouse(),
                  "{table}__versions",
                  0,
                  settings(1000),
                  flight)
              .run(DATABASES.table("public", "rebuilt_in_flight"), postgres, flight);
      assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
      assertThat(result.complete()).isFalse();
    }
    assertThat(DATABASES.clickhouse().rows("SELECT v FROM rebuilt_in_flight WHERE id = -7"))
        .as("the old copy")
        .containsExactly(List.of("7"));
  }

  /** Every row is written at every look, and the copy follows only until the next. */
  private static final class Flight implements CopyProgress, ResyncListener {

    private static final String ABOVE_ALL_POSITIONS = "1267650600228229401496703205376";

    private final String table;
    private final int rows;
    private int state;

    Flight(String table, int rows) {
      this.table = table;
      this.rows = rows;
    }

    @Override
    public void settling(String source, int differing, String waitingFor) {
      try {
        DATABASES.copy(
            "INSERT INTO %s__versions SELECT number + 1, %d, toUInt128('%s') + %d, 0 FROM numbers(%d)"
                .formatted(table, state, ABOVE_ALL_POSITIONS, state, rows));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Barrier barrier() throws SQLException {
      state++;
      DATABASES.source("UPDATE %s SET v = %d".formatted(table, state));
      return new Barrier() {
        @Override
        public boolean passed() {
          return true;
        }

        @Override
        public String waitingFor() {
          return "nothing";
        }
      };
    }
  }
}

package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.testing.processes.Await;
import io.isomer.verify.database.Postgres;
import io.isomer.verify.database.UncomparableException;
import io.isomer.verify.resync.Resync;
import io.isomer.verify.resync.ResyncListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A copy is built anew, of every type, whatever was there, and never half. */
class ResyncITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String HIGH = "1329227995784915872903807060280344576"; // 2^120

  private static void create(String table, String source, String copy) throws Exception {
    JobLayout.create(DATABASES, table, source, copy);
  }

  private static TableResult resync(String table, ResyncListener listener) throws Exception {
    try (Postgres postgres = DATABASES.session()) {
      return new Resync(
              DATABASES::session,
              DATABASES.clickhouse(),
              "{table}__versions",
              0,
              TwoDatabases.settings(),
              listener)
          .run(
              DATABASES.table("public", table),
              postgres,
              new SlotProgress(postgres, "", Duration.ZERO));
    }
  }

  private static TableResult resync(String table) throws Exception {
    return resync(table, new ResyncListener() {});
  }

  private static void nothingIsLeftOf(String table) throws Exception {
    assertThat(
            DATABASES
                .clickhouse()
                .rows(
                    "SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE '"
                        + table
                        + "%resync%'"))
        .isEmpty();
  }

  @Test
  void rebuildsEveryTypeThatItCompares() throws Exception {
    DATABASES.source(FormCases.typesIn("rebuilds"));
    List<FormTable> tables = FormTable.all();
    List<String> left = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      FormTable each = tables.get(i);
      String table = "rebuilt" + i;
      create(table, each.sourceColumns("rebuilds"), each.copyColumns());
      DATABASES.source(each.inserts(table));
      TableResult result = resync(table);
      if (result.outcome() != Outcome.EQUAL
          || !result.repaired().isEmpty()
          || result.sourceRows() != each.rows()) {
        left.add(each + ": " + result.failure() + result.differences() + result.repaired());
      }
    }
    assertThat(left).isEmpty();
  }

  @Test
  void leavesNothingOfRowsWhoseVersionsWereTooHigh() throws Exception {
    create("spoiled", "v text", "v Nullable(String)");
    DATABASES.source(
        "INSERT INTO spoiled VALUES (1, 'one'), (2, NULL), (3, E'\\t\\n\\\\'), (4, '')");
    DATABASES.copy(
        "INSERT INTO isomer_truncations VALUES ('spoiled__versions', 1001)",
        "INSERT INTO spoiled__versions VALUES (1, 'wrong', "
            + HIGH
            + ", 0), (5, 'ghost', "
            + HIGH
            + ", 0), (3, '', "
            + HIGH
            + ", 1)");
    assertThat(resync("spoiled").outcome()).isEqualTo(Outcome.EQUAL);
    nothingIsLeftOf("spoiled");
    assertThat(DATABASES.verify("public", "spoiled", "{table}").outcome())
        .as("through the view")
        .isEqualTo(Outcome.EQUAL);
    assertThat(
            DATABASES
                .clickhouse()
                .rows("SELECT count() FROM spoiled__versions WHERE _version >= " + HIGH))
        .containsExactly(List.of("0"));
  }

  /** Its change is logged before the message, and not yet to be seen. */
  @Test
  void waitsForWhoIsWriting() throws Exception {
    create("written", "v text", "v Nullable(String)");
    DATABASES.source("INSERT INTO written VALUES (1, 'old')");
    List<String> steps = new CopyOnWriteArrayList<>();
    ResyncListener listener =
        new ResyncListener() {
          @Override
          public void step(String what) {
            steps.add(what);
          }
        };
    CompletableFuture<TableResult> resync;
    try (Connection writer = DATABASES.connect();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("UPDATE written SET v = 'new'");
      resync = CompletableFuture.supplyAsync(() -> unchecked(listener));
      Await.until(
          "the rebuild to wait",
          LIMIT,
          () -> steps.stream().anyMatch(step -> step.contains("transactions that are writing")));
      writer.commit();
    }
    assertThat(resync.join().outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(DATABASES.clickhouse().rows("SELECT v FROM written"))
        .containsExactly(List.of("new"));
  }

  private static TableResult unchecked(ResyncListener listener) {
    try {
      return resync("written", listener);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void keepsTheOldCopyWhenAValueDoesNotFit() throws Exception {
    create("unfit", "v int", "v Int32");
    DATABASES.source("INSERT INTO unfit VALUES (1, NULL)");
    DATABASES.copy("INSERT INTO unfit__versions VALUES (1, 7, 8, 0)");
    assertThatThrownBy(() -> resync("unfit"))
        .isInstanceOf(UncomparableException.class)
        .hasMessageContaining("v is NULL in PostgreSQL, and Int32 of");
    nothingIsLeftOf("unfit");
    assertThat(DATABASES.clickhouse().rows("SELECT id, v FROM unfit"))
        .containsExactly(List.of("1", "7"));
  }

  @Test
  void theNewCopyHasItsRowsVersionAsItsFloorFromBeforeTheyAreWritten() throws Exception {
    create("marked", "v text", "v Nullable(String)");
    DATABASES.source("INSERT INTO marked VALUES (1, 'one')");
    DATABASES.copy("INSERT INTO marked__versions VALUES (1, 'one', 8, 0)");
    List<String> floors = new ArrayList<>();
    ResyncListener listener =
        new ResyncListener() {
          @Override
          public void tableStarted(String source, long rows) {
            floors.add(floor("marked__versions__resync") + " " + floor("marked__versions"));
          }
        };
    assertThat(resync("marked", listener).outcome()).isEqualTo(Outcome.EQUAL);
    String version =
        DATABASES
            .clickhouse()
            .rows("SELECT toString(_version) FROM marked__versions")
            .get(0)
            .get(0);
    assertThat(floors).first().isEqualTo(version + " 0");
    assertThat(floor("marked__versions")).isEqualTo(version);
    assertThat(floor("marked__versions__resync")).isEqualTo("0");

    DATABASES.copy("INSERT INTO marked__versions VALUES (2, 'an old change, sent again', 16, 0)");
    assertThat(DATABASES.verify("public", "marked", "{table}").outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(resync("marked").outcome()).as("once more").isEqualTo(Outcome.EQUAL);
  }

  private static String floor(String table) {
    try {
      return DATABASES
          .clickhouse()
          .rows(
              "SELECT toString(max(floor)) FROM isomer_truncations WHERE table_name = '"
                  + table
                  + "'")
          .get(0)
          .get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void refusesAFloorAboveTheSourcesPosition() throws Exception {
    create("floored", "v int", "v Nullable(Int32)");
    DATABASES.copy("INSERT INTO isomer_truncations VALUES ('floored__versions', " + HIGH + ")");
    assertThatThrownBy(() -> resync("floored"))
        .isInstanceOf(UncomparableException.class)
        .hasMessageContaining("Raise the pipeline's epoch");
    nothingIsLeftOf("floored");
  }
}

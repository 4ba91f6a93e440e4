package io.isomer.testing.clickhouseserver;

import static io.isomer.testing.clickhouseserver.SharedServer.post;
import static io.isomer.testing.clickhouseserver.SharedServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.processes.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SessionITCase {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static String ask(String parameters, String sql) throws Exception {
    return text(post("/?" + parameters, sql)).strip();
  }

  @Test
  void aSessionKeepsTemporaryTablesAndSettings() throws Exception {
    ask("session_id=kept", "CREATE TEMPORARY TABLE kept (x UInt8)");
    ask("session_id=kept", "INSERT INTO kept VALUES (7)");
    ask("session_id=kept", "SET max_block_size = 77");
    assertThat(ask("session_id=kept", "SELECT x, getSetting('max_block_size') FROM kept"))
        .isEqualTo("7\t77");
    assertThat(ask("session_id=other", "SELECT * FROM kept")).contains("Code: 60");
    assertThat(ask("", "SELECT * FROM kept")).contains("Code: 60");
  }

  @Test
  void settingsAndDatabaseInTheUrlHoldForTheirRequestOnly() throws Exception {
    String both = "SELECT getSetting('max_block_size'), currentDatabase()";
    ask("session_id=scope", "SET max_block_size = 77");
    assertThat(ask("session_id=scope&max_block_size=99&database=system", both))
        .isEqualTo("99\tsystem");
    assertThat(ask("session_id=scope", both)).isEqualTo("77\tdefault");
    String readonly = "SELECT getSetting('max_result_rows')";
    assertThat(ask("session_id=scope&max_result_rows=5", readonly)).isEqualTo("5");
    assertThat(ask("session_id=scope", readonly)).isEqualTo("0");
  }

  @Test
  void aSessionServesOneRequestAtATime() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<String> slow = pool.submit(() -> ask("session_id=busy", "SELECT sleep(2)"));
      Await.until(
          "the session to be in use",
          LIMIT,
          () ->
              ask("", "SELECT count() FROM system.processes WHERE query = 'SELECT sleep(2)'")
                  .equals("1"));
      assertThat(ask("session_id=busy", "SELECT 1")).contains("Code: 373");
      assertThat(slow.get()).isEqualTo("0");
    } finally {
      pool.shutdown();
    }
    assertThat(ask("session_id=busy", "SELECT 1")).isEqualTo("1");
  }

  @Test
  void aSessionEndsAtItsTimeoutOrOnRequest() throws Exception {
    long begun = System.nanoTime();
    ask("session_id=short&session_timeout=1", "SELECT 1");
    assertThat(ask("session_id=short&session_check=1&session_timeout=1", "SELECT 1"))
        .isEqualTo("1");
    // asking for the session would prolong it
    Await.until("the time-out", LIMIT, () -> System.nanoTime() - begun > 2_000_000_000L);
    assertThat(ask("session_id=short&session_check=1", "SELECT 1")).contains("Code: 372");
    ask("session_id=closed", "SELECT 1");
    ask("session_id=closed&close_session=1", "SELECT 1");
    assertThat(ask("session_id=closed&session_check=1", "SELECT 1")).contains("Code: 372");
    assertThat(ask("session_id=x&session_timeout=9999", "SELECT 1")).contains("Code: 374");
  }

  @Test
  void queriesRunInParallel() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      long begun = System.nanoTime();
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String sql = "SELECT sleep(1), " + i;
        answers.add(pool.submit(() -> ask("", sql)));
      }
      for (int i = 0; i < 8; i++) {
        assertThat(answers.get(i).get()).isEqualTo("0\t" + i);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    } finally {
      pool.shutdown();
    }
  }
}

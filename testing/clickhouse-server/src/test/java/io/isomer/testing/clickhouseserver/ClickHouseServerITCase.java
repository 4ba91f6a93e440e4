package io.isomer.testing.clickhouseserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClickHouseServerITCase {

  @TempDir Path directory;

  @Test
  void namesItsEngineAndAddresses() throws IOException {
    ClickHouseServer server = SharedServer.get();
    assertThat(server.engine()).matches("(clickhouse|chDB) \\d+\\.\\d+\\..*");
    assertThat(server.httpUrl()).isEqualTo("http://127.0.0.1:" + server.port());
    assertThat(server.pid()).isEqualTo(server.process().pid());
    assertThat(server.query("SELECT * FROM values((1, 'a\\tb'), (2, '')) ORDER BY 1"))
        .isEqualTo("1\ta\\tb\n2\t");
  }

  @Test
  void acknowledgedRowsSurviveKillAndRestart() throws IOException {
    try (ClickHouseServer server = ClickHouseServer.start(SharedServer.config(directory, 0))) {
      server.execute("CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id");
      for (int i = 0; i < 20; i++) {
        server.execute("INSERT INTO t VALUES (" + i + ")");
      }
      long killed = server.pid();
      server.kill();
      assertThat(server.process().isAlive()).isFalse();
      server.restart();
      assertThat(server.pid()).isNotEqualTo(killed);
      assertThat(server.query("SELECT count(), sum(id) FROM t")).isEqualTo("20\t190");
      server.restart();
      assertThat(server.query("SELECT count(), sum(id) FROM t")).isEqualTo("20\t190");
    }
  }

  @Test
  void terminationEndsItAtOnceDuringAQuery() throws Exception {
    ClickHouseServer server = ClickHouseServer.start(SharedServer.config(directory, 0));
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(
            () ->
                failureOf(
                    server, "SELECT sleepEachRow(1) FROM numbers(60) SETTINGS max_block_size = 1"));
    Await.until(
        "the query to run",
        Duration.ofSeconds(20),
        () -> !server.query("SELECT count() FROM system.processes").equals("1"));
    server.process().stop(Duration.ofSeconds(8));
    assertThat(slow.get(1, TimeUnit.SECONDS)).startsWith("java.io.").doesNotContain("Code:");
    assertThat(server.process().logTail()).doesNotContain("hs_err", "Abort");
  }

  private static String failureOf(ClickHouseServer server, String sql) {
    try {
      return "no failure but " + server.query(sql);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aTakenPortIsNamed() {
    int taken = SharedServer.get().port();
    assertThatThrownBy(() -> ClickHouseServer.start(SharedServer.config(directory, taken)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("port " + taken + " is taken");
  }

  @Test
  void aFailedStatementCarriesTheServersMessage() {
    assertThatThrownBy(() -> SharedServer.get().execute("SELECT * FROM nowhere"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Code: 60")
        .hasMessageContaining("SELECT * FROM nowhere");
  }

  @Test
  void aDamagedDataDirectoryFailsTheStartWithTheLog() throws IOException {
    Files.writeString(directory.resolve("data"), "a file where a directory should be");
    assertThatThrownBy(() -> ClickHouseServer.start(SharedServer.config(directory, 0)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void thePasswordIsInNoFileAndOnNoCommandLine() throws IOException {
    ClickHouseServer server = SharedServer.get();
    String commandLine = Files.readString(Path.of("/proc/" + server.pid() + "/cmdline"));
    assertThat(commandLine).contains(SharedServer.USER).doesNotContain(SharedServer.PASSWORD);
    assertThat(Files.readString(server.process().log())).doesNotContain(SharedServer.PASSWORD);
  }
}

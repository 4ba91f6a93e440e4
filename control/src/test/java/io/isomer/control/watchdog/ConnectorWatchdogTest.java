package io.isomer.control.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectorWatchdogTest {

  private static final String RUNNING = connector("RUNNING", "RUNNING", "");
  private static final String FAILED =
      connector(
          "RUNNING",
          "FAILED",
          "org.apache.kafka.connect.errors.ConnectException: Unrecoverable\\n\\tat a.B.c(B.java:1)\\n"
              + "Caused by: org.apache.kafka.common.errors.TimeoutException: Kafka is away\\n");

  private final List<String> restarts = new CopyOnWriteArrayList<>();
  private final List<String> log = new ArrayList<>();
  private HttpServer connect;
  private ConnectorWatchdog watchdog;
  private volatile String connectors = "{}";
  private volatile int restartStatus = 204;

  @BeforeEach
  void start() throws IOException {
    connect = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    connect.createContext("/connectors", this::answer);
    connect.start();
    watchdog =
        new ConnectorWatchdog("http://127.0.0.1:" + connect.getAddress().getPort(), log::add);
  }

  @AfterEach
  void stop() {
    watchdog.close();
    connect.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      restarts.add(exchange.getRequestURI().toString());
      exchange.sendResponseHeaders(restartStatus, -1);
    } else {
      byte[] body = connectors.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(connectors.startsWith("{") ? 200 : 500, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static String connector(String state, String taskState, String trace) {
    return """
        {"status":{"name":"c","connector":{"state":"%s","worker_id":"w"},
         "tasks":[{"id":0,"state":"%s","worker_id":"w","trace":"%s"}],"type":"source"}}"""
        .formatted(state, taskState, trace);
  }

  private void look(double seconds, String... connectors) throws IOException {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < connectors.length; i++) {
      entries.add("\"c " + i + "\":" + connectors[i]);
    }
    this.connectors = "{" + String.join(",", entries) + "}";
    watchdog.look((long) (seconds * TimeUnit.SECONDS.toNanos(1)));
  }

  @Test
  void restartsWhatHasFailedAndTellsWhy() throws IOException {
    look(0, RUNNING, FAILED);
    assertThat(restarts)
        .containsExactly("/connectors/c%201/restart?includeTasks=true&onlyFailed=true");
    assertThat(log)
        .containsExactly(
            "connector c 1 has failed and is restarted: Caused by:"
                + " org.apache.kafka.common.errors.TimeoutException: Kafka is away");
  }

  @Test
  void restartsAConnectorThatHasFailedItself() throws IOException {
    look(0, connector("FAILED", "RUNNING", ""));
    assertThat(restarts).hasSize(1);
  }

  @Test
  void leavesAloneWhatRunsOrSomebodyHasStopped() throws IOException {
    look(0, RUNNING, connector("PAUSED", "PAUSED", ""), connector("STOPPED", "UNASSIGNED", ""));
    assertThat(restarts).isEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void givesWhatFailsAgainLongerAndLongerRests() throws IOException {
    List<Integer> at = new ArrayList<>();
    for (int second = 0; second < 200; second++) {
      int before = restarts.size();
      look(second, FAILED);
      if (restarts.size() > before) {
        at.add(second);
      }
    }
    assertThat(at).containsExactly(0, 2, 6, 14, 30, 62, 122, 182);
  }

  @Test
  void givesWhatFailsSomeTimeAfterEachRestartLongerAndLongerRests() throws IOException {
    List<Integer> at = new ArrayList<>();
    for (int second = 0; second < 200; second++) {
      int before = restarts.size();
      look(second, at.isEmpty() || second >= at.get(at.size() - 1) + 5 ? FAILED : RUNNING);
      if (restarts.size() > before) {
        at.add(second);
      }
    }
    assertThat(at).containsExactly(0, 5, 10, 18, 34, 66, 126, 186);
  }

  @Test
  void beginsAnewOnceItHasRunForAMinute() throws IOException {
    for (int second : new int[] {0, 2, 6}) { // the next rest is of 8 s
      look(second, FAILED);
    }
    look(75, RUNNING);
    look(76, FAILED);
    look(78, FAILED);
    assertThat(restarts).hasSize(5);
  }

  @Test
  void triesAgainWhenConnectDoesNotRestart() throws IOException {
    restartStatus = 409;
    look(0, FAILED);
    assertThat(log.get(1)).startsWith("connector c 0 is not restarted yet");
    restartStatus = 204;
    look(2, FAILED);
    assertThat(restarts).hasSize(2);
  }

  @Test
  void saysWhatConnectAnswers() {
    connectors = "no leader";
    assertThatThrownBy(() -> watchdog.look(0))
        .isInstanceOf(IOException.class)
        .hasMessage("Connect answers with status 500");
  }
}

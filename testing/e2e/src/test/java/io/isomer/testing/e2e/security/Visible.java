package io.isomer.testing.e2e.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that people see of a running chain: logs, and what the REST interfaces answer. */
final class Visible {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StackConfig config;
  private final String job;
  private final Map<String, String> texts = new TreeMap<>();

  Visible(StackConfig config, String job) {
    this.config = config;
    this.job = job;
  }

  /** Each text by its file or address. */
  Map<String, String> texts() throws IOException {
    try (Stream<Path> files = Files.walk(config.directory())) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(log|out|txt)")).toList()) {
        texts.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    flink();
    for (String path : List.of("", "/dw-currency", "/dw-currency/config", "/dw-currency/status")) {
      ask(config.connectUrl() + "/connectors" + path);
    }
    ask(config.connectUrl() + "/connectors?expand=info&expand=status");
    return texts;
  }

  private void flink() throws IOException {
    String rest = config.flinkUrl();
    for (String path :
        List.of(
            "",
            "/config",
            "/exceptions",
            "/checkpoints",
            "/checkpoints/config",
            "/plan",
            "/accumulators",
            "/jobmanager/config",
            "/jobmanager/environment")) {
      ask(rest + "/jobs/" + job + path);
    }
    for (String path :
        List.of(
            "/config",
            "/jobs/overview",
            "/overview",
            "/jars",
            "/jobmanager/config",
            "/jobmanager/environment",
            "/jobmanager/logs",
            "/jobmanager/log",
            "/jobmanager/stdout",
            "/jobmanager/thread-dump")) {
      ask(rest + path);
    }
    for (JsonNode manager : JSON.readTree(ask(rest + "/taskmanagers")).path("taskmanagers")) {
      String path = rest + "/taskmanagers/" + manager.path("id").asText();
      for (String of : List.of("", "/logs", "/log", "/stdout", "/thread-dump")) {
        ask(path + of);
      }
    }
    for (JsonNode vertex : JSON.readTree(ask(rest + "/jobs/" + job)).path("vertices")) {
      String path = rest + "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
      for (String of : List.of("", "/metrics", "/accumulators", "/subtasks/accumulators")) {
        ask(path + of);
      }
    }
  }

  private String ask(String url) throws IOException {
    String answer = Http.get(url).body();
    texts.put(url, answer);
    return answer;
  }
}

package io.isomer.benchmarks.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** What Isomer's job runs with. */
final class JobOptions {

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "an option of Isomer's pipeline, such as sink.flush-interval=100ms")
  private Map<String, String> options = new LinkedHashMap<>();

  Map<String, String> options() {
    return options;
  }
}

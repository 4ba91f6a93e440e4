package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.Dataset;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Isomer's job.
 *
 * @param jar of the job, this or another version's
 * @param options of the pipeline that differ from their defaults
 */
public record IsomerContestant(
    String name, StackConfig stack, Path jar, int parallelism, Map<String, String> options)
    implements Contestant {

  @Override
  public Run start(Dataset dataset) throws IOException {
    Path file = Files.writeString(stack.directory().resolve("bench.yaml"), yaml(dataset));
    List<String> arguments = new ArrayList<>(List.of("--config", file.toString()));
    options.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return FlinkRun.submit(stack, parallelism, jar, arguments);
  }

  private static String yaml(Dataset dataset) {
    String topics =
        dataset.topics().stream().map(topic -> "    - " + topic).collect(Collectors.joining("\n"));
    return """
        kafka:
          bootstrap-servers: ${KAFKA_BOOTSTRAP_SERVERS}
          group-id: bench-%s
          topics:
        %s
        clickhouse:
          url: ${CLICKHOUSE_URL}
          user: ${CLICKHOUSE_USER}
          password: ${CLICKHOUSE_PASSWORD}
        """
        .formatted(UUID.randomUUID(), topics);
  }
}

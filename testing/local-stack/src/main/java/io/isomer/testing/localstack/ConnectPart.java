package io.isomer.testing.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Kafka Connect worker with Debezium's PostgreSQL connector as its only plugin.
 *
 * <p>Connectors take {@code ISOMER_POSTGRES_HOST}, {@code …_PORT}, {@code …_USER}, {@code
 * …_PASSWORD} and {@code …_DATABASE} from the worker's environment.
 */
public final class ConnectPart extends ProcessPart {

  public ConnectPart(StackConfig config) {
    super(PartName.CONNECT, config);
  }

  @Override
  Command command() throws IOException {
    Path properties =
        Resources.fill(
            "connect-distributed.properties",
            directory(),
            Map.of(
                "bootstrapServers", config.kafkaBootstrapServers(),
                "url", config.connectUrl(),
                "plugins", config.installation().connectPlugins()));
    Resources.append(properties, config.security().connectWorker());
    return new Command(
        JavaCommand.busy()
            .with("-Xmx384m")
            .logging(directory())
            .temporaryFilesIn(directory())
            .main(
                config.installation().classPath("connect"),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                properties.toString()),
        Map.of(
            "ISOMER_POSTGRES_HOST", StackConfig.HOST,
            "ISOMER_POSTGRES_PORT", String.valueOf(config.ports().postgres()),
            "ISOMER_POSTGRES_USER", StackConfig.POSTGRES_USER,
            "ISOMER_POSTGRES_PASSWORD", config.secrets().postgresPassword(),
            "ISOMER_POSTGRES_DATABASE", StackConfig.POSTGRES_DATABASE));
  }

  /** Not merely the REST port: the worker has joined its group and read its topics. */
  @Override
  boolean serves() throws IOException {
    return Http.get(config.connectUrl() + "/health").ok();
  }

  @Override
  public String address() {
    return config.connectUrl();
  }
}

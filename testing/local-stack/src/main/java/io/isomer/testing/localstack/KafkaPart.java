package io.isomer.testing.localstack;

import io.isomer.testing.localstack.access.KafkaAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** Kafka: one node that is broker and controller; topics are never created by chance. */
public final class KafkaPart extends ProcessPart {

  private static final int CONNECT_MILLIS = 1000;

  public KafkaPart(StackConfig config) {
    super(PartName.KAFKA, config);
  }

  @Override
  Command command() throws IOException {
    Path data = directory().resolve("data");
    Path properties =
        Resources.fill(
            "kafka-server.properties",
            directory(),
            Map.of(
                "port", config.ports().kafka(),
                "controllerPort", config.ports().kafkaController(),
                "data", data));
    Resources.append(properties, config.security().kafkaBroker());
    String classPath = config.installation().classPath("kafka");
    if (!Files.exists(data.resolve("meta.properties"))) {
      List<String> format = new ArrayList<>();
      format.addAll(List.of("format", "-t", Uuid.randomUuid().toString()));
      format.addAll(List.of("-c", properties.toString()));
      format.addAll(config.security().kafkaFormat());
      OneShot.run(
          "Kafka's storage tool",
          java("-Xmx128m")
              .main(classPath, "kafka.tools.StorageTool", format.toArray(String[]::new)),
          directory(),
          log());
    }
    return new Command(
        java("-Xmx512m").main(classPath, "kafka.Kafka", properties.toString()), Map.of());
  }

  private JavaCommand java(String heap) throws IOException {
    return JavaCommand.light().with(heap).logging(directory()).temporaryFilesIn(directory());
  }

  @Override
  boolean serves() throws Exception {
    // the admin client's own retries are slow and verbose; ask it when somebody listens
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(StackConfig.HOST, config.ports().kafka()), CONNECT_MILLIS);
    }
    try (Admin admin = admin(config)) {
      return !admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty();
    }
  }

  /** A new admin client of the brokers. */
  public static Admin admin(KafkaAccess kafka) {
    Properties properties = new Properties();
    properties.putAll(kafka.kafkaClient());
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.kafkaBootstrapServers());
    return Admin.create(properties);
  }

  @Override
  public String address() {
    return config.kafkaBootstrapServers();
  }
}

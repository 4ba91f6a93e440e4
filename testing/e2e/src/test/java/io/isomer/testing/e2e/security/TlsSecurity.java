package io.isomer.testing.e2e.security;

import io.isomer.testing.clickhouseserver.transport.Transport;
import io.isomer.testing.localstack.StackSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * TLS and passwords everywhere: Kafka with SCRAM-SHA-512, PostgreSQL that takes no connection
 * without TLS, ClickHouse over HTTPS, Flink's processes among each other.
 */
final class TlsSecurity implements StackSecurity {

  private static final String MECHANISM = "SCRAM-SHA-512";
  private static final List<String> KAFKA_USERS = List.of("broker", "connect", "job");
  private static final List<String> POSTGRES_USERS = List.of("replicator", "verifier");

  private static final String FLINK = "flink-internal";

  private final Path directory;
  private final TestCertificates certificates;
  private final Map<String, String> secrets = new TreeMap<>();

  private final Path flinkKeys;

  /** Makes certificates and passwords, each in a file of its own. */
  TlsSecurity(Path stack) throws IOException {
    this.directory = Files.createDirectories(stack.resolve("secrets"));
    this.certificates = TestCertificates.in(stack.resolve("certificates"));
    for (String user : KAFKA_USERS) {
      add("kafka-" + user);
    }
    for (String user : POSTGRES_USERS) {
      add("postgres-" + user);
    }
    add(FLINK);
    this.flinkKeys = certificates.shared(FLINK, secret(FLINK));
    Files.writeString(
        directory.resolve("pg_hba.conf"),
        "hostssl all,replication all 127.0.0.1/32 scram-sha-256\n");
  }

  private void add(String name) throws IOException {
    String secret = name + "-" + UUID.randomUUID();
    secrets.put(name, secret);
    Files.writeString(file(name), secret);
  }

  TestCertificates certificates() {
    return certificates;
  }

  /** The file that has a secret. */
  Path file(String name) {
    return directory.resolve(name);
  }

  String secret(String name) {
    return secrets.get(name);
  }

  List<String> secrets() {
    return List.copyOf(secrets.values());
  }

  @Override
  public Transport clickhouse() {
    return new Transport.Https(
        certificates.server(), certificates.serverKey(), certificates.authority());
  }

  @Override
  public List<String> postgresSettings() {
    return List.of(
        "ssl=on",
        "ssl_cert_file=" + certificates.server(),
        "ssl_key_file=" + certificates.serverKey(),
        "hba_file=" + directory.resolve("pg_hba.conf"));
  }

  @Override
  public String postgresUrlParameters() {
    return "?sslmode=verify-full&sslrootcert=" + certificates.authority();
  }

  @Override
  public Map<String, String> kafkaBroker() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,CLIENT:SASL_SSL");
    settings.put("sasl.enabled.mechanisms", MECHANISM);
    settings.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
    settings.put("listener.name.client.scram-sha-512.sasl.jaas.config", jaas("broker"));
    settings.put("ssl.keystore.type", "PEM");
    settings.put("ssl.keystore.location", certificates.serverIdentity().toString());
    settings.put("ssl.truststore.type", "PEM");
    settings.put("ssl.truststore.location", certificates.authority().toString());
    return settings;
  }

  @Override
  public List<String> kafkaFormat() {
    List<String> arguments = new ArrayList<>();
    for (String user : KAFKA_USERS) {
      arguments.add("--add-scram");
      arguments.add("%s=[name=%s,password=%s]".formatted(MECHANISM, user, secret("kafka-" + user)));
    }
    return arguments;
  }

  @Override
  public Map<String, String> kafkaClient() {
    return client(jaas("job"));
  }

  @Override
  public Map<String, String> connectWorker() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("config.providers", "env,dir");
    settings.put(
        "config.providers.dir.class",
        "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
    for (String prefix : List.of("", "producer.", "consumer.", "admin.")) {
      client(jaas("connect", "${dir:" + directory + ":kafka-connect}"))
          .forEach((key, value) -> settings.put(prefix + key, value));
    }
    return settings;
  }

  /** The one key that JobManager and TaskManager have tells each that the other is of them. */
  @Override
  public Map<String, String> flink() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("security.ssl.internal.enabled", "true");
    settings.put("security.ssl.algorithms", "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    for (String store : List.of("keystore", "truststore")) {
      settings.put("security.ssl.internal." + store, flinkKeys.toString());
      settings.put("security.ssl.internal." + store + "-password", secret(FLINK));
    }
    settings.put("security.ssl.internal.key-password", secret(FLINK));
    return settings;
  }

  /** Flink's own key and certificate. */
  KeyStore flinkKeys() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(flinkKeys.toFile(), secret(FLINK).toCharArray());
  }

  private Map<String, String> client(String jaas) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        MECHANISM,
        "sasl.jaas.config",
        jaas,
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificates.authority().toString());
  }

  private String jaas(String user) {
    return jaas(user, secret("kafka-" + user));
  }

  private static String jaas(String user, String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, password);
  }
}

package io.isomer.testing.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.Http;
import io.isomer.testing.localstack.StackConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Looks whether Flink's processes talk to each other by TLS, on each kind of their ports. */
final class FlinkTls {

  private static final Pattern RPC =
      Pattern.compile("pekko\\.ssl\\.tcp://flink@127\\.0\\.0\\.1:(\\d+)/");
  private static final Pattern BLOBS = Pattern.compile("Started BLOB server at \\S+:(\\d+)");

  private FlinkTls() {}

  static void check(SecuredPipeline pipeline) throws IOException, GeneralSecurityException {
    StackConfig config = pipeline.config();
    KeyStore keys = pipeline.security().flinkKeys();
    SSLContext context = context(keys, pipeline.security().secret("flink-internal"));
    JsonNode manager =
        new ObjectMapper()
            .readTree(Http.get(config.flinkUrl() + "/taskmanagers").body())
            .path("taskmanagers")
            .path(0);
    Certificate own = keys.getCertificate("flink-internal");
    assertThat(server(context, port(RPC, manager.path("path").asText()))).isEqualTo(own);
    assertThat(server(context, manager.path("dataPort").asInt())).isEqualTo(own);
    assertThat(server(context, port(BLOBS, logs(config)))).isEqualTo(own);
  }

  private static SSLContext context(KeyStore keys, String password)
      throws GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, password.toCharArray());
    TrustManagerFactory others =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(keys);
    SSLContext context = SSLContext.getInstance("TLSv1.2");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }

  /** The certificate that the server at this port shows. */
  private static Certificate server(SSLContext context, int port) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }

  private static int port(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(pattern + " in " + text).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static String logs(StackConfig config) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(config.directory())) {
      for (Path file : files.filter(f -> f.endsWith("jobmanager.log")).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }
}

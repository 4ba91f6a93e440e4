package io.isomer.testing.clickhouseserver;

import static io.isomer.testing.clickhouseserver.SharedServer.request;
import static io.isomer.testing.clickhouseserver.SharedServer.send;
import static io.isomer.testing.clickhouseserver.SharedServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** HTTP's own compression; ClickHouse's blocks are in use wherever its JDBC driver is. */
class CompressionITCase {

  private static final String MANY = "SELECT number FROM numbers(300000)";

  private static String expected() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 300_000; i++) {
      lines.append(i).append('\n');
    }
    return lines.toString();
  }

  @Test
  void gzipGoesBothWays() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(MANY.getBytes(StandardCharsets.UTF_8));
    }
    HttpResponse<byte[]> response =
        send(
            request("/?enable_http_compression=1")
                .header("Content-Encoding", "gzip")
                .header("Accept-Encoding", "br, gzip;q=0.9")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());
    assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
    assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(expected());
  }

  @Test
  void anAnswerIsPlainUnlessTheRequestAllowsCompression() throws Exception {
    HttpResponse<byte[]> response =
        send(
            request("/")
                .header("Accept-Encoding", "gzip")
                .POST(BodyPublishers.ofString("SELECT 1"))
                .build());
    assertThat(text(response)).isEqualTo("1\n");
  }

  @Test
  void anUnknownCodingIsRefused() throws Exception {
    HttpResponse<byte[]> response =
        send(
            request("/")
                .header("Content-Encoding", "rot13")
                .POST(BodyPublishers.ofString("FRYRPG 1"))
                .build());
    assertThat(text(response)).contains("rot13", "UNKNOWN_COMPRESSION_METHOD");
  }

  @Test
  void aDamagedBlockIsAnErrorOfTheClient() throws Exception {
    HttpResponse<byte[]> response =
        send(request("/?decompress=1").POST(BodyPublishers.ofString("SELECT 1")).build());
    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).hasValue("271");
  }
}

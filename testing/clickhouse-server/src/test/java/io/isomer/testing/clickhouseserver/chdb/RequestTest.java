package io.isomer.testing.clickhouseserver.chdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {

  private static final Credentials LOGIN = new Credentials("me", "sécret:x");

  private static Request read(String url, String body) throws IOException, EngineException {
    return Request.read(url, new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @ParameterizedTest
  @CsvSource({
    "INSERT INTO t FORMAT CSV,'1,2'",
    "'','INSERT INTO t FORMAT CSV\n1,2'",
    "'INSERT INTO t','FORMAT CSV\n1,2'",
    "'INSERT INTO t FORMAT CSV 1',',2'",
  })
  void rowsMayBeginInTheUrlAndGoOnInTheBody(String url, String body) throws Exception {
    Request request = read(url, body);
    assertThat(((Statement.Insert) request.statement()).format()).isEqualTo("CSV");
    assertThat(request.data().readAllBytes()).asString().isEqualTo("1,2");
  }

  @Test
  void aLongHeadLosesNoRows() throws Exception {
    String comment = "/*" + "x".repeat(3 << 20) + "*/";
    Request request = read("", comment + "INSERT INTO t FORMAT CSV\n" + "1\n".repeat(1 << 20));
    assertThat(request.data().readAllBytes()).hasSize(2 << 20);
  }

  @Test
  void otherStatementsAreReadWhole() throws Exception {
    String sql = "SELECT '" + "ä".repeat(1 << 20) + "'";
    assertThat(read(sql, "").statement())
        .isEqualTo(
            Statement.parse(
                new String(sql.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
    assertThat(((Statement.Query) read("SEL", "ECT 1").statement()).sql()).isEqualTo("SEL\nECT 1");
  }

  @Test
  void parametersAreDecodedAndSorted() throws EngineException {
    RequestParameters url =
        RequestParameters.parse(
            "query=SELECT+%27%C3%A4%27&param_a=1%262&param_empty=&max_threads=4&compress=1"
                + "&decompress=true&session_check=0&x_y=a%3Db&flag");
    assertThat(url.get("query")).hasValue("SELECT 'ä'");
    assertThat(url.get("none")).isEmpty();
    assertThat(url.placeholders()).isEqualTo(Map.of("a", "1&2", "empty", ""));
    assertThat(url.settings()).isEqualTo(Map.of("max_threads", "4", "x_y", "a=b", "flag", ""));
    assertThat(url.flag("compress") && url.flag("decompress")).isTrue();
    assertThat(url.flag("session_check") || url.flag("none")).isFalse();
    assertThat(RequestParameters.parse(null).settings()).isEmpty();
  }

  @Test
  void aSettingsNameIsNoSql() {
    assertThatThrownBy(() -> RequestParameters.parse("a%3D1,+b=2").settings())
        .hasMessageContaining("Code: 115.")
        .hasMessageContaining("'a=1, b'");
  }

  @Test
  void credentialsComeFromTheHeaderAuthorizationFirst() throws EngineException {
    Headers headers = new Headers();
    RequestParameters url = RequestParameters.parse("user=me&password=s%C3%A9cret:x");
    LOGIN.require(Credentials.presented(headers, url));
    headers.set("X-ClickHouse-User", "other");
    assertRefused(headers, url);
    byte[] login = "me:sécret:x".getBytes(StandardCharsets.UTF_8);
    headers.set("Authorization", "basic " + Base64.getEncoder().encodeToString(login));
    LOGIN.require(Credentials.presented(headers, url));
    headers.set("Authorization", "Basic ?");
    assertRefused(headers, url);
  }

  @Test
  void withoutCredentialsTheUserIsDefault() throws EngineException {
    RequestParameters none = RequestParameters.parse("");
    new Credentials("default", "").require(Credentials.presented(new Headers(), none));
    assertRefused(new Headers(), none);
  }

  private static void assertRefused(Headers headers, RequestParameters url) {
    assertThatThrownBy(() -> LOGIN.require(Credentials.presented(headers, url)))
        .hasMessageContaining("Code: 516.")
        .hasMessageNotContaining("cret:x");
  }

  @Test
  void thePasswordIsNotInTheText() {
    assertThat(LOGIN).hasToString("Credentials[me]");
  }
}

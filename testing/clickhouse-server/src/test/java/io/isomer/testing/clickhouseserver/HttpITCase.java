package io.isomer.testing.clickhouseserver;

import static io.isomer.testing.clickhouseserver.SharedServer.bareRequest;
import static io.isomer.testing.clickhouseserver.SharedServer.post;
import static io.isomer.testing.clickhouseserver.SharedServer.request;
import static io.isomer.testing.clickhouseserver.SharedServer.send;
import static io.isomer.testing.clickhouseserver.SharedServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as curl sends them. */
class HttpITCase {

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void answersPingWithoutCredentials() throws Exception {
    for (String path : new String[] {"/ping", "/"}) {
      assertThat(text(send(bareRequest(path).build()))).isEqualTo("Ok.\n");
    }
    assertThat(send(bareRequest("/elsewhere").build()).statusCode()).isEqualTo(404);
  }

  @Test
  void theStatementIsInTheUrlInTheBodyOrInBoth() throws Exception {
    assertThat(text(send(request("/?query=" + encoded("SELECT 'ä'")).build()))).isEqualTo("ä\n");
    assertThat(text(post("/", "SELECT 'ä'"))).isEqualTo("ä\n");
    assertThat(text(post("/?query=" + encoded("SELECT 1 +"), "2 AS three"))).isEqualTo("3\n");
  }

  @Test
  void describesTheResultInHeaders() throws Exception {
    HttpResponse<byte[]> response =
        post("/?query_id=q1&default_format=JSONEachRow", "SELECT number FROM numbers(3)");
    assertThat(text(response)).isEqualTo("{\"number\":0}\n{\"number\":1}\n{\"number\":2}\n");
    assertThat(response.headers().firstValue("X-ClickHouse-Query-Id")).hasValue("q1");
    assertThat(response.headers().firstValue("X-ClickHouse-Format")).hasValue("JSONEachRow");
    assertThat(response.headers().firstValue("X-ClickHouse-Timezone")).isPresent();
    assertThat(response.headers().firstValue("X-ClickHouse-Server-Display-Name")).isPresent();
    assertThat(response.headers().firstValue("X-ClickHouse-Summary").orElseThrow())
        .contains("\"read_rows\":\"3\"", "\"result_rows\":\"3\"");
    HttpResponse<byte[]> clause = post("/?default_format=JSONEachRow", "SELECT 1 FORMAT CSV");
    assertThat(text(clause)).isEqualTo("1\n");
    assertThat(clause.headers().firstValue("X-ClickHouse-Format")).hasValue("CSV");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 | 404 | SELECT * FROM nowhere",
        "62 | 400 | garbage",
        "62 | 400 | SELECT 1; SELECT 2",
        "47 | 404 | SELECT nothing FROM numbers(1)",
        "81 | 404 | SELECT * FROM nowhere.t",
        "46 | 404 | SELECT nofunction(1)",
        "73 | 404 | SELECT 1 FORMAT NoFormat",
        "115 | 404 | SELECT 1 SETTINGS no_such_setting = 1",
        "6 | 400 | SELECT toUInt8('x')",
        "241 | 500 | SELECT groupArray(number) FROM numbers(9999999) SETTINGS max_memory_usage = 1000000"
      })
  void errorsCarryClickHousesNumberAndStatus(int code, int status, String sql) throws Exception {
    HttpResponse<byte[]> response = post("/", sql);
    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code"))
        .as(text(response))
        .hasValue(String.valueOf(code));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(text(response)).startsWith("Code: " + code + ". DB::Exception: ").endsWith("\n");
  }

  @Test
  void acceptsAndRefusesCredentialsWhereverTheyAre() throws Exception {
    String login = SharedServer.USER + ":" + SharedServer.PASSWORD;
    String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    String inUrl =
        "/?query=SELECT+1&user="
            + SharedServer.USER
            + "&password="
            + encoded(SharedServer.PASSWORD);
    assertThat(send(bareRequest(inUrl).build()).statusCode()).isEqualTo(200);
    assertThat(
            send(bareRequest("/?query=SELECT+1").header("Authorization", "Basic " + basic).build())
                .statusCode())
        .isEqualTo(200);
    for (HttpRequest refused :
        new HttpRequest[] {
          bareRequest("/?query=SELECT+1").build(),
          bareRequest(inUrl + "x").build(),
          bareRequest("/?query=SELECT+1").header("Authorization", "Basic !").build(),
          bareRequest("/?query=SELECT+1")
              .POST(BodyPublishers.ofByteArray(new byte[5_000_000]))
              .build()
        }) {
      HttpResponse<byte[]> response = send(refused);
      assertThat(response.statusCode()).isEqualTo(403);
      assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code")).hasValue("516");
      assertThat(text(response)).doesNotContain(SharedServer.PASSWORD);
    }
  }

  @Test
  void parametersAndSettingsComeInTheUrl() throws Exception {
    assertThat(
            text(
                post(
                    "/?param_a=" + encoded("it's ä") + "&param_n=5&max_threads=1",
                    "SELECT {a:String}, {n:UInt8} + 1, getSetting('max_threads')")))
        .isEqualTo("it\\'s ä\t6\t1\n");
    assertThat(text(post("/?no_such_setting=1", "SELECT 1"))).contains("Code: 115");
    assertThat(text(post("/?database=system", "SELECT currentDatabase(), count() FROM one")))
        .isEqualTo("system\t1\n");
    assertThat(text(post("/?database=nowhere", "SELECT 1"))).contains("Code: 81");
  }

  @Test
  void aBareColumnNameIsNoQuery() throws Exception {
    assertThat(text(post("/", "nothing"))).contains("Code: 62");
  }
}

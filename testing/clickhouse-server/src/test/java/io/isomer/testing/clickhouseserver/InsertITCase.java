package io.isomer.testing.clickhouseserver;

import static io.isomer.testing.clickhouseserver.SharedServer.post;
import static io.isomer.testing.clickhouseserver.SharedServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows in requests' bodies. */
class InsertITCase {

  /** What a splitter of text trips over. */
  private static final String NASTY = "\n\n\r\n\0;'\\ FORMAT \u00e9\n";

  private final ClickHouseServer server = SharedServer.get();

  @BeforeEach
  void createTable() throws IOException {
    server.execute("DROP TABLE IF EXISTS `insert t` SYNC");
    server.execute(
        "CREATE TABLE `insert t` (id UInt32, `s (p` String) ENGINE = MergeTree ORDER BY id");
  }

  private static void row(ByteArrayOutputStream out, int id, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(id).array());
    out.write(bytes.length); // a varint of one byte: all texts here are short
    out.writeBytes(bytes);
  }

  private static String url(String sql) {
    return "/?query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8);
  }

  private void assertNastyRow() throws IOException {
    assertThat(server.query("SELECT id, hex(`s (p`) FROM `insert t`"))
        .isEqualTo("10\t" + hex(NASTY));
  }

  private static String hex(String text) {
    return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertOk(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO `insert t` FORMAT RowBinary",
        "INSERT INTO default.`insert t` (`id`, `s (p`) FORMAT RowBinary",
        "-- a 'comment\nINSERT /* FORMAT x */ INTO TABLE \"insert t\" (id, \"s (p\") -- end\n"
            + "SETTINGS max_insert_threads = 1 FORMAT RowBinary"
      })
  void binaryRowsArriveByteForByte(String sql) throws Exception {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    row(rows, 10, NASTY); // its first byte is a line end
    assertOk(post(url(sql), BodyPublishers.ofByteArray(rows.toByteArray())));
    assertNastyRow();
    server.execute("TRUNCATE TABLE `insert t`");
    BodyPublisher both =
        BodyPublishers.concat(
            BodyPublishers.ofString(sql + "\n"), BodyPublishers.ofByteArray(rows.toByteArray()));
    assertOk(post("/", both));
    assertNastyRow();
  }

  @Test
  void valuesMayStandInTheUrlAndGoOnInTheBody() throws Exception {
    String nasty = NASTY.replace("\\", "\\\\").replace("'", "\\'").replace("\0", "\\0");
    assertOk(post("/", "INSERT INTO `insert t` VALUES (10, '" + nasty + "');"));
    assertNastyRow();
    assertOk(post(url("INSERT INTO `insert t` VALUES (11, 'x'),"), "(5 + 7, upper('y'))"));
    assertThat(server.query("SELECT id, `s (p` FROM `insert t` WHERE id > 10 ORDER BY id"))
        .isEqualTo("11\tx\n12\tY");
  }

  @Test
  void anInsertMaySelect() throws Exception {
    assertOk(post("/", "INSERT INTO `insert t` SELECT number, 'format' FROM numbers(5)"));
    assertThat(server.query("SELECT count() FROM `insert t`")).isEqualTo("5");
  }

  @Test
  void aHundredThousandRowsAreOnePart() throws Exception {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      row(rows, i, "a text of more than fifty bytes, whose end is number " + i);
    }
    HttpResponse<byte[]> response =
        post(
            url("INSERT INTO `insert t` FORMAT RowBinary"),
            BodyPublishers.ofByteArray(rows.toByteArray()));
    assertOk(response);
    assertThat(response.headers().firstValue("X-ClickHouse-Summary").orElseThrow())
        .contains("\"written_rows\":\"100000\"");
    assertThat(server.query("SELECT count(), uniqExact(`s (p`), sum(id) FROM `insert t`"))
        .isEqualTo("100000\t100000\t4999950000");
    assertThat(server.query("SELECT count() FROM system.parts WHERE table = 'insert t' AND active"))
        .isEqualTo("1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "60 INSERT INTO nowhere FORMAT RowBinary",
        "16 INSERT INTO `insert t` (id, nothing) FORMAT RowBinary",
        "73 INSERT INTO `insert t` FORMAT NoFormat",
        "33 INSERT INTO `insert t` FORMAT RowBinary"
      })
  void aFailedInsertIsReportedAfterAnyAmountOfData(String codeAndSql) throws Exception {
    String code = codeAndSql.substring(0, 2);
    byte[] data = new byte[5 * 700_000 + 2]; // ids 0 with empty texts, the last row cut short
    HttpResponse<byte[]> response =
        post(url(codeAndSql.substring(3)), BodyPublishers.ofByteArray(data));
    assertThat(response.headers().firstValue("X-ClickHouse-Exception-Code"))
        .as(text(response))
        .hasValue(code);
    assertThat(server.query("SELECT count() FROM `insert t`")).isEqualTo("0");
  }

  @Test
  void replacingMergeTreeKeepsTheHighestVersionAndHidesDeletedRows() throws Exception {
    server.execute("DROP TABLE IF EXISTS replacing SYNC");
    server.execute(
        "CREATE TABLE replacing (id UInt32, s String, _version UInt128, _is_deleted UInt8)"
            + " ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id");
    String max = "340282366920938463463374607431768211455";
    server.execute("INSERT INTO replacing VALUES (1, 'new', " + max + ", 0), (2, 'b', 1, 0)");
    server.execute("INSERT INTO replacing VALUES (1, 'old', 5, 0), (2, 'b', 2, 1), (3, 'c', 1, 0)");
    assertThat(server.query("SELECT id, s, _version FROM replacing FINAL ORDER BY id"))
        .isEqualTo("1\tnew\t" + max + "\n3\tc\t1");
  }
}

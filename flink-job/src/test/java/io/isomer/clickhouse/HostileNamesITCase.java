package io.isomer.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.DeadLetters;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.NameTemplate;
import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Database, table and columns of names that are SQL, through every statement of the writer: DDL,
 * INSERT, the query for unsent values, TRUNCATE, the view.
 */
class HostileNamesITCase {

  private static final ColumnType INT32 = ColumnType.of(ColumnKind.INT32);
  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);

  private final ClickHouseServer server = TestServer.get();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\"; DROP TABLE y",
        "x`; DROP TABLE y; --",
        "x'); DROP TABLE y; --",
        "\\`\\\\`\\",
        "x\\' OR 1 = 1 /*",
        "{x:Identifier}",
        "${x} %s ?",
        "a\n\t\rb",
        "sixty_three_bytes_sixty_three_bytes_sixty_three_bytes_`; --_six",
      })
  void nothingOfANameIsEverRun(String name) throws Exception {
    String plain = name.replaceAll("\\p{Cntrl}", "_"); // the driver takes no other database
    String database = ClickHouseDialect.quote(plain);
    server.execute("DROP DATABASE IF EXISTS " + database);
    server.execute("CREATE DATABASE " + database);
    try (Connection connection =
        TestServer.connect(server, URLEncoder.encode(plain, StandardCharsets.UTF_8))) {
      connection.createStatement().execute("CREATE TABLE " + database + ".y (n Int8) ENGINE = Log");
      TestTable narrow = TestTable.named(name).column(name, INT32).column("v" + name, TEXT).build();
      TestTable wide =
          TestTable.named(name)
              .column(name, INT32)
              .column("v" + name, TEXT)
              .column("w" + name, TEXT, name)
              .build();
      DirectWriter executor =
          new DirectWriter(
              connection,
              NameTemplate.fill("'`\"\\_{table}", "s", name),
              new SchemaPolicy(true, "{table}"),
              DeadLetters.failing());
      executor.add(narrow.create(1, 0, "gone"));
      executor.flush();
      executor.add(narrow.truncate(2));
      executor.add(narrow.create(3, 1, "kept"));
      executor.flush();
      executor.add(wide.update(4, 1, TestTable.UNAVAILABLE, "z"));
      executor.flush();
      executor.add(wide.update(5, 1, TestTable.UNAVAILABLE, TestTable.UNAVAILABLE));
      executor.flush();
    }
    assertThat(server.query("SELECT * FROM " + database + "." + ClickHouseDialect.quote(name)))
        .isEqualTo("1\tkept\tz");
    assertThat(server.query("EXISTS TABLE " + database + ".y")).isEqualTo("1");
    server.execute("DROP DATABASE " + database);
  }

  @Test
  void aNameWithNulIsRefused() {
    assertThatThrownBy(() -> ClickHouseDialect.quote("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name a\\0b has the character NUL, which no name in ClickHouse can have");
  }
}

package io.isomer.testing.clickhouseserver.chdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {

  private static final String DATA = "\n\n\0DATA; ' \" ` (";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t",
        "insert into t",
        "INSERT t",
        "  \n INSERT INTO TABLE db.t",
        "INSERT INTO `t FORMAT x`.\"VALUES (\"",
        "INSERT INTO `a``b` (`c``d`, `e\\`f`)",
        "INSERT INTO t (a, `b c`, \"d)\", select, format)",
        "INSERT INTO t(`values`)",
        "INSERT INTO format",
        "INSERT INTO db.values (a)",
        "-- INSERT 'x\nINSERT INTO t",
        "/* a /* nested */ comment ' */ INSERT /* FORMAT x */ INTO t -- FORMAT y\n",
        "#!shebang '\nINSERT INTO t",
        "INSERT INTO t SETTINGS async_insert = 0, s = 'FORMAT x'",
        "INSERT INTO t (a) SETTINGS max_threads=1",
        "INSERT INTO FUNCTION remote('h', db, 't') (a)",
        "INSERT INTO {table:Identifier} (a)",
        "INSERT INTO t SELECT a, format FROM input('a UInt8')",
      })
  void theRowsOfAnInsertBeginAfterItsFormat(String head) throws EngineException {
    for (String gap : new String[] {"\n", " \t\r\n", "\r\n"}) {
      String text = head + " FORMAT RowBinary" + gap + DATA;
      Statement.Insert insert = (Statement.Insert) Statement.parse(text);
      assertThat(insert.head().strip()).isEqualTo(head.strip());
      assertThat(insert.format()).isEqualTo("RowBinary");
      assertThat(text.substring(insert.dataAt())).isEqualTo(DATA);
    }
  }

  @Test
  void valuesAreRowsToo() throws EngineException {
    String text = "INSERT INTO t (a) VALUES (1), ('SELECT; FORMAT x')";
    assertThat(Statement.parse(text))
        .isEqualTo(new Statement.Insert("INSERT INTO t (a) ", "Values", 24));
    assertThat(Statement.parseInsert("INSERT INTO t VALUES"))
        .hasValue(new Statement.Insert("INSERT INTO t ", "Values", 20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO t SELECT 1",
        "INSERT INTO t (a) SELECT format FROM values('a UInt8', 1)",
        "INSERT INTO t WITH 1 AS x SELECT x",
        "INSERT INTO t FROM INFILE 'x' FORMAT CSV",
        "INSERT INTO t (a",
        "INSERT INTO t 'unclosed FORMAT CSV",
        "INSERT",
        "SELECT 1 -- INSERT INTO t VALUES",
        "EXPLAIN INSERT INTO t VALUES (1)",
      })
  void otherStatementsGoToTheEngineAsTheyAre(String sql) throws EngineException {
    assertThat(((Statement.Query) Statement.parse(sql)).sql()).isEqualTo(sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FORMAT CSV",
        "SELECT 1 format CSV;",
        "SELECT 1 FORMAT CSV SETTINGS max_threads = 1",
        "SELECT 1 FORMAT /* x */ CSV -- FORMAT TSV",
      })
  void aFormatClauseIsSeen(String sql) throws EngineException {
    assertThat(((Statement.Query) Statement.parse(sql)).format()).hasValue("CSV");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT format FROM t",
        "SELECT 'x FORMAT CSV'",
        "SELECT $a$ ' FORMAT CSV $a$",
        "SELECT 1 AS `FORMAT CSV`",
        "SELECT 1;",
      })
  void elsewhereTheWordFormatIsNoClause(String sql) throws EngineException {
    assertThat(Statement.parse(sql)).isEqualTo(new Statement.Query(sql, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT 1; SELECT 2", "SELECT ';';x", "", "  ", "-- nothing"})
  void severalStatementsAndNoneAreSyntaxErrors(String sql) {
    assertThatThrownBy(() -> Statement.parse(sql))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("Code: 62.");
  }

  @Test
  void aSemicolonInQuotesOrCommentsSeparatesNothing() throws EngineException {
    String sql = "SELECT ';', `;` /* ; */ , $$;$$ -- ;";
    assertThat(Statement.parse(sql)).isEqualTo(new Statement.Query(sql, Optional.empty()));
  }
}

package io.isomer.testing.clickhouseserver.chdb;

import io.isomer.testing.clickhouseserver.chdb.Lexer.Kind;
import io.isomer.testing.clickhouseserver.chdb.Lexer.Token;
import java.util.Optional;

/**
 * What a request's text asks for.
 *
 * <p>Texts are ISO-8859-1 readings of the request's bytes: every byte is one character, whatever
 * binary data follow the statement.
 */
sealed interface Statement {

  /**
   * An INSERT whose rows follow in the text, in the request's body, or in both.
   *
   * @param head the statement up to its FORMAT or VALUES
   * @param dataAt where in the text the rows begin
   */
  record Insert(String head, String format, int dataAt) implements Statement {}

  /**
   * Any other statement.
   *
   * @param format what its FORMAT clause names
   */
  record Query(String sql, Optional<String> format) implements Statement {}

  /**
   * Reads a request's whole text.
   *
   * @throws EngineException for more than one statement, as from a ClickHouse server
   */
  static Statement parse(String text) throws EngineException {
    Optional<Insert> insert = parseInsert(text);
    return insert.isPresent() ? insert.get() : parseQuery(text);
  }

  /**
   * The INSERT at the start of {@code text}, if it is one and its rows follow it. One that selects
   * from {@code input()} counts: the engine refuses it, where it would otherwise cut its rows
   * short.
   */
  static Optional<Insert> parseInsert(String text) {
    Lexer lexer = new Lexer(text);
    if (!lexer.next().is("INSERT")) {
      return Optional.empty();
    }
    Token token = lexer.next();
    while (token.is("INTO") || token.is("TABLE") || token.is("FUNCTION")) {
      token = lexer.next();
    }
    boolean selects = false;
    boolean hasInput = false;
    // token is the first part of the table's name, which may be a keyword
    for (Token before = token; token.kind() != Kind.END; before = token) {
      token = lexer.next();
      hasInput |= selects && before.is("INPUT") && token.is("(");
      if (token.depth() > 0 || before.is(".")) {
        continue;
      }
      if (token.is("FORMAT") && (!selects || hasInput)) {
        Token format = lexer.next();
        return Optional.of(
            new Insert(
                text.substring(0, token.start()), format.text(), dataStart(text, format.end())));
      }
      if (token.is("VALUES") && !selects) {
        return Optional.of(new Insert(text.substring(0, token.start()), "Values", token.end()));
      }
      if (token.is("FROM") && !selects) {
        return Optional.empty(); // FROM INFILE
      }
      selects |= token.is("SELECT") || token.is("WITH");
    }
    return Optional.empty();
  }

  /** The rows begin after the format's name, blanks, and at most one line end. */
  private static int dataStart(String text, int from) {
    int at = from;
    while (at < text.length() && " \t\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (text.startsWith("\r\n", at)) {
      return at + 2;
    }
    return text.startsWith("\n", at) ? at + 1 : at;
  }

  private static Query parseQuery(String text) throws EngineException {
    Lexer lexer = new Lexer(text);
    Optional<String> format = Optional.empty();
    boolean ended = false;
    Token beforeLast = lexer.next();
    Token last = beforeLast;
    if (last.kind() == Kind.END) {
      throw new EngineException(
          EngineException.SYNTAX_ERROR, "Syntax error: Empty query. (SYNTAX_ERROR)");
    }
    for (Token token = last; token.kind() != Kind.END; token = lexer.next()) {
      if (ended && !token.is(";")) {
        throw new EngineException(
            EngineException.SYNTAX_ERROR,
            "Syntax error (Multi-statements are not allowed): failed at position "
                + (token.start() + 1)
                + ". (SYNTAX_ERROR)");
      }
      ended = token.is(";");
      if ((ended || token.is("SETTINGS")) && beforeLast.is("FORMAT")) {
        format = Optional.of(last.text());
      }
      beforeLast = last;
      last = token;
    }
    if (format.isEmpty() && beforeLast.is("FORMAT") && last.kind() == Kind.WORD) {
      format = Optional.of(last.text());
    }
    return new Query(text, format);
  }
}

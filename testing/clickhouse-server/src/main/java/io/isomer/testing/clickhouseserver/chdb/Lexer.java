package io.isomer.testing.clickhouseserver.chdb;

/**
 * Cuts a ClickHouse statement into tokens, without blanks and comments.
 *
 * <p>It knows just enough to find the parts of a statement from outside: where quotes and comments
 * end, and how deep in brackets a token stands. What is malformed reaches the engine as it is, and
 * the engine says so.
 */
final class Lexer {

  enum Kind {
    WORD,
    QUOTED,
    SYMBOL,
    END
  }

  /**
   * A piece of the statement.
   *
   * @param depth the number of brackets that are open around it
   */
  record Token(Kind kind, String text, int start, int end, int depth) {

    boolean is(String wordOrSymbol) {
      return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(wordOrSymbol);
    }
  }

  private final String sql;
  private int at;
  private int depth;

  Lexer(String sql) {
    this.sql = sql;
  }

  Token next() {
    skipBlanksAndComments();
    int start = at;
    if (start == sql.length()) {
      return new Token(Kind.END, "", start, start, depth);
    }
    char c = sql.charAt(start);
    if (c == '\'' || c == '"' || c == '`') {
      at = endOfQuotes(c);
      return token(Kind.QUOTED, start);
    }
    if (c == '$' && heredocTag() != null) {
      String tag = heredocTag();
      at = after(tag, start + tag.length());
      return token(Kind.QUOTED, start);
    }
    if (isWordPart(c)) {
      while (at < sql.length() && isWordPart(sql.charAt(at))) {
        at++;
      }
      return token(Kind.WORD, start);
    }
    at++;
    if (c == ')' || c == ']' || c == '}') {
      depth--;
    }
    Token symbol = token(Kind.SYMBOL, start);
    if (c == '(' || c == '[' || c == '{') {
      depth++;
    }
    return symbol;
  }

  private Token token(Kind kind, int start) {
    return new Token(kind, sql.substring(start, at), start, at, depth);
  }

  private void skipBlanksAndComments() {
    for (int before = -1; before != at; ) {
      before = at;
      while (at < sql.length() && sql.charAt(at) <= ' ') {
        at++;
      }
      if (sql.startsWith("--", at) || sql.startsWith("#!", at) || sql.startsWith("# ", at)) {
        at = after("\n", at);
      } else if (sql.startsWith("/*", at)) {
        at = endOfBlockComment();
      }
    }
  }

  /** Block comments nest. */
  private int endOfBlockComment() {
    int open = 0;
    for (int i = at; i < sql.length() - 1; i++) {
      if (sql.startsWith("/*", i)) {
        open++;
        i++;
      } else if (sql.startsWith("*/", i)) {
        open--;
        i++;
        if (open == 0) {
          return i + 1;
        }
      }
    }
    return sql.length();
  }

  /**
   * A backslash escapes a quote; a doubled quote reads as two quoted pieces, which does no harm.
   */
  private int endOfQuotes(char quote) {
    for (int i = at + 1; i < sql.length(); i++) {
      if (sql.charAt(i) == '\\') {
        i++;
      } else if (sql.charAt(i) == quote) {
        return i + 1;
      }
    }
    return sql.length();
  }

  /** The opening {@code $tag$} of a heredoc here, or null. */
  private String heredocTag() {
    int end = at + 1;
    while (end < sql.length() && isWordPart(sql.charAt(end))) {
      end++;
    }
    return end < sql.length() && sql.charAt(end) == '$' ? sql.substring(at, end + 1) : null;
  }

  private int after(String mark, int from) {
    int found = sql.indexOf(mark, from);
    return found < 0 ? sql.length() : found + mark.length();
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}

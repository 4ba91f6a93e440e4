package io.isomer.testing.clickhouseserver.chdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error with ClickHouse's own number, as a ClickHouse server words it. */
final class EngineException extends Exception {
  private static final long serialVersionUID = 1;

  static final int SYNTAX_ERROR = 62;
  static final int UNKNOWN_SETTING = 115;
  static final int CANNOT_DECOMPRESS = 271;
  static final int SESSION_NOT_FOUND = 372;
  static final int SESSION_IS_LOCKED = 373;
  static final int INVALID_SESSION_TIMEOUT = 374;
  static final int AUTHENTICATION_FAILED = 516;

  /** ClickHouse's number for an exception that has none. */
  static final int STD_EXCEPTION = 1001;

  /** Nested exceptions repeat the prefix; the innermost number is the cause. */
  private static final Pattern TEXT =
      Pattern.compile("(?s)(?:Code: (\\d+)\\. DB::Exception: )*(.*)");

  private final int code;

  EngineException(int code, String message) {
    super("Code: " + code + ". DB::Exception: " + message);
    this.code = code;
  }

  static EngineException parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (matcher.matches() && matcher.group(1) != null) {
      return new EngineException(Integer.parseInt(matcher.group(1)), matcher.group(2));
    }
    return new EngineException(STD_EXCEPTION, text);
  }

  int code() {
    return code;
  }

  /** The HTTP status that a ClickHouse server sends with this error. */
  int httpStatus() {
    return switch (code) {
      case 194 -> 401;
      case 192, 193, AUTHENTICATION_FAILED -> 403;
      case 46, 47, 50, 56, 60, 63, 73, 81, UNKNOWN_SETTING -> 404;
      case 159 -> 408;
      case 6, 25, 26, 27, 36, 38, 41, 42, 43, 53, SYNTAX_ERROR, 70, 72, 117, 386 -> 400;
      case 48 -> 501;
      default -> 500;
    };
  }
}

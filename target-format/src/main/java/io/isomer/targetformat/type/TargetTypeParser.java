package io.isomer.targetformat.type;

import io.isomer.targetformat.type.TargetType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the type strings of {@code system.columns}, for example {@code LowCardinality(Nullable(
 * String))} or {@code DateTime64(6, 'UTC')}. A type that is not known becomes {@link Kind#OTHER}:
 * whether that matters shows when something is to be written to it.
 */
public final class TargetTypeParser {

  private static final Map<String, TargetType> SIMPLE =
      Map.ofEntries(
          entry("Bool", Kind.BOOL, 1),
          entry("Int8", Kind.INT, 1),
          entry("Int16", Kind.INT, 2),
          entry("Int32", Kind.INT, 4),
          entry("Int64", Kind.INT, 8),
          entry("Int128", Kind.INT, 16),
          entry("Int256", Kind.INT, 32),
          entry("UInt8", Kind.UINT, 1),
          entry("UInt16", Kind.UINT, 2),
          entry("UInt32", Kind.UINT, 4),
          entry("UInt64", Kind.UINT, 8),
          entry("UInt128", Kind.UINT, 16),
          entry("UInt256", Kind.UINT, 32),
          entry("Float32", Kind.FLOAT32, 4),
          entry("Float64", Kind.FLOAT64, 8),
          entry("String", Kind.STRING, 0),
          entry("UUID", Kind.UUID, 16),
          entry("Date", Kind.DATE, 2),
          entry("Date32", Kind.DATE32, 4),
          entry("DateTime", Kind.DATE_TIME, 4),
          entry("Time", Kind.TIME, 4),
          entry("IPv4", Kind.IPV4, 4),
          entry("IPv6", Kind.IPV6, 16));

  private static final Pattern ELEMENT_NAME =
      Pattern.compile("^(?:\\w+|`(?:[^`\\\\]|\\\\.)*`) (?=\\w)");

  private TargetTypeParser() {}

  private static Map.Entry<String, TargetType> entry(String name, Kind kind, int size) {
    return Map.entry(name, TargetType.sized(name, kind, size));
  }

  /**
   * @param text a type as ClickHouse spells it
   * @throws IllegalArgumentException when the parentheses or quotes do not match
   */
  public static TargetType parse(String text) {
    TargetType simple = SIMPLE.get(text);
    if (simple != null) {
      return simple;
    }
    int open = text.indexOf('(');
    if (open < 0) {
      return TargetType.simple(text, Kind.OTHER);
    }
    if (!text.endsWith(")")) {
      throw new IllegalArgumentException("the type ends without a parenthesis: " + text);
    }
    return withArguments(
        text, text.substring(0, open), arguments(text.substring(open + 1, text.length() - 1)));
  }

  private static TargetType withArguments(String text, String name, List<String> arguments) {
    return switch (name) {
      case "Nullable" -> parse(arguments.get(0)).asNullable(text);
      case "LowCardinality" -> parse(arguments.get(0)).spelled(text);
      case "Array" -> composite(text, Kind.ARRAY, arguments);
      case "Map" -> composite(text, Kind.MAP, arguments);
      case "Tuple" -> composite(text, Kind.TUPLE, arguments);
      case "Variant" -> composite(text, Kind.VARIANT, arguments);
      case "Enum8" -> TargetType.sized(text, Kind.ENUM, 1);
      case "Enum16" -> TargetType.sized(text, Kind.ENUM, 2);
      case "Decimal" ->
          TargetType.decimal(text, number(arguments.get(0)), number(arguments.get(1)));
      case "FixedString" -> TargetType.sized(text, Kind.FIXED_STRING, number(arguments.get(0)));
      case "DateTime" -> TargetType.sized(text, Kind.DATE_TIME, 4);
      case "DateTime64" -> TargetType.ticks(text, Kind.DATE_TIME64, number(arguments.get(0)));
      case "Time64" -> TargetType.ticks(text, Kind.TIME64, number(arguments.get(0)));
      default -> TargetType.simple(text, Kind.OTHER);
    };
  }

  private static TargetType composite(String text, Kind kind, List<String> arguments) {
    return TargetType.composite(
        text, kind, arguments.stream().map(argument -> parse(unnamed(argument))).toList());
  }

  /** A tuple's element may have a name in front of its type. */
  private static String unnamed(String element) {
    return ELEMENT_NAME.matcher(element).replaceFirst("");
  }

  private static int number(String argument) {
    return Integer.parseInt(argument);
  }

  /** Splits at the commas that are neither in parentheses nor in quotes. */
  public static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '\'', '`' -> i = closingQuote(text, i);
        case ',' -> {
          if (depth == 0) {
            arguments.add(text.substring(start, i).strip());
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    if (depth != 0) {
      throw new IllegalArgumentException("the parentheses do not match: " + text);
    }
    arguments.add(text.substring(start).strip());
    return arguments;
  }

  private static int closingQuote(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == text.charAt(open)) {
        return i;
      }
    }
    throw new IllegalArgumentException("a quote does not end: " + text);
  }

  /** The content of a quoted text or name, as ClickHouse prints it. */
  public static String unescaped(String quoted) {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '\\' && i + 1 < quoted.length()) {
        c = unescaped(quoted.charAt(++i));
      }
      text.append(c);
    }
    return text.toString();
  }

  private static char unescaped(char letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> '\0';
      default -> letter;
    };
  }
}

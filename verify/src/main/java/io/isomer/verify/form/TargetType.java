package io.isomer.verify.form;

import java.util.ArrayList;
import java.util.List;

/**
 * A ClickHouse column's type, as {@code system.columns} spells it.
 *
 * @param text without Nullable, LowCardinality and Variant around it
 * @param name its first word, for example {@code DateTime64}
 * @param arguments what stands in its parentheses
 * @param nullable whether the column can hold NULL
 * @param variant whether it was a Variant of this type alone
 */
record TargetType(
    String text, String name, List<String> arguments, boolean nullable, boolean variant) {

  static TargetType parse(String text) {
    return parse(text, false, false);
  }

  private static TargetType parse(String text, boolean nullable, boolean variant) {
    int open = text.indexOf('(');
    if (open < 0 || !text.endsWith(")")) {
      return new TargetType(text, text, List.of(), nullable, variant);
    }
    String name = text.substring(0, open);
    List<String> arguments = arguments(text.substring(open + 1, text.length() - 1));
    boolean alone = arguments.size() == 1;
    return switch (name) {
      case "Nullable" -> parse(arguments.get(0), true, variant);
      case "LowCardinality" -> parse(arguments.get(0), nullable, variant);
      case "Variant" ->
          alone
              ? parse(arguments.get(0), true, true)
              : new TargetType(text, name, arguments, true, false);
      default -> new TargetType(text, name, arguments, nullable, variant);
    };
  }

  /** An expression of the column's values without NULL among them. */
  String value(String column) {
    if (variant) {
      return "assumeNotNull(variantElement(" + column + ", '" + text.replace("'", "\\'") + "'))";
    }
    return nullable ? "assumeNotNull(" + column + ")" : column;
  }

  /** An expression for whether the column's value is NULL; empty where it never is. */
  String isNull(String column) {
    return nullable ? "isNull(" + column + ")" : "";
  }

  int number(int argument) {
    return Integer.parseInt(arguments.get(argument));
  }

  boolean isText() {
    return name.equals("String") || name.equals("FixedString");
  }

  boolean isEnum() {
    return name.equals("Enum8") || name.equals("Enum16");
  }

  /** Integers whose values all are in the range of Int64. */
  boolean isInteger() {
    return name.matches("Int(8|16|32|64)|UInt(8|16|32)");
  }

  boolean isWideInteger() {
    return name.matches("U?Int(128|256)|UInt64");
  }

  /** Splits at the commas that are neither in parentheses nor in quotes. */
  private static List<String> arguments(String text) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
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
}

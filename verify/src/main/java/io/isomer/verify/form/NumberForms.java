package io.isomer.verify.form;

import static io.isomer.verify.form.Wire.bigEndian;

import io.isomer.targetformat.type.TargetType.Kind;
import java.util.Optional;

/** The forms of numbers that are no integers, and of truth values. */
final class NumberForms {

  /** Zeros after the last digit of a fraction do not count: 1.50 is 1.5. */
  private static final String WITHOUT_ZEROS =
      "if(position({}, '.') > 0, replaceRegexpOne({}, '\\\\.?0+$', ''), {})";

  private NumberForms() {}

  static Form numeric(CopyType target) {
    Form text = Forms.text("trim_scale({})::text").keyedBy("{}::numeric");
    if (target.isText()) {
      String shown = WITHOUT_ZEROS.replace("{}", "toString({})");
      return new Form(
          Wire.TEXT, text.postgres(), shown, "{}::text", "toString({})", "{}", "{}::numeric");
    }
    return isExact(target) ? text.restoredBy(Forms.cast(target)) : null;
  }

  static Form money(CopyType target) {
    return isExact(target)
        ? Forms.text("trim_scale({}::numeric)::text").restoredBy(Forms.cast(target))
        : null;
  }

  private static boolean isExact(CopyType target) {
    return target.is(Kind.DECIMAL) || target.isInteger() || target.isWideInteger();
  }

  static Form real(CopyType target) {
    return target.is(Kind.FLOAT32) ? floating(Wire.FLOAT4, "float4", "7fc00000") : null;
  }

  static Form doublePrecision(CopyType target) {
    return target.is(Kind.FLOAT64) ? floating(Wire.FLOAT8, "float8", "7ff8000000000000") : null;
  }

  /** By bits, but for NaN, of which there is one: 0 is not -0. */
  private static Form floating(Wire wire, String type, String nan) {
    return new Form(
        wire,
        "CASE WHEN {} = 'NaN' THEN 'NaN'::%s ELSE {} END".formatted(type),
        "if(isNaN({}), CAST(unhex('%s') AS FixedString(%d)), %s)"
            .formatted(nan, nan.length() / 2, bigEndian("{}")),
        "{}::text",
        "transform(toString({}), ['nan', 'inf', '-inf'], ['NaN', 'Infinity', '-Infinity'])",
        "CAST(transform({}, ['NaN', 'Infinity', '-Infinity'], ['nan', 'inf', '-inf']) AS Float%s)"
            .formatted(type.equals("float4") ? "32" : "64"),
        "");
  }

  static Optional<Form> bool(String postgres, CopyType target) {
    if (target.isText()) {
      return Optional.of(Forms.text(postgres + "::text"));
    }
    if (!target.isByte()) {
      return Optional.empty();
    }
    return Optional.of(
        new Form(
            Wire.BOOL,
            postgres,
            // an integer beyond 0 and 1 is no truth value, and hashes as itself
            "reinterpretAsFixedString({})",
            postgres + "::text",
            target.is(Kind.BOOL)
                ? "toString({})"
                : "transform(toInt64({}), [0, 1], ['false', 'true'], toString({}))",
            "CAST({} = 'true' AS " + target.text() + ")",
            ""));
  }
}

package io.isomer.verify.form;

import static io.isomer.verify.form.HashType.bigEndian;

import io.isomer.targetformat.type.TargetType.Kind;
import java.util.Optional;

/** The forms of numbers other than integers, and of truth values. */
final class NumberForms {

  /** Zeros after the last digit of a fraction do not count: 1.50 is 1.5. */
  private static final String WITHOUT_ZEROS =
      "if(position({}, '.') > 0, replaceRegexpOne({}, '\\\\.?0+$', ''), {})";

  private NumberForms() {}

  static CanonicalForm numeric(CopyType target) {
    CanonicalForm text = CanonicalForms.text("trim_scale({})::text").keyedBy("{}::numeric");
    if (target.isText()) {
      String shown = WITHOUT_ZEROS.replace("{}", "toString({})");
      return new CanonicalForm(
          HashType.TEXT, text.postgres(), shown, "{}::text", "toString({})", "{}", "{}::numeric");
    }
    return isExact(target) ? text.restoredBy(CanonicalForms.cast(target)) : null;
  }

  static CanonicalForm money(CopyType target) {
    return isExact(target)
        ? CanonicalForms.text("trim_scale({}::numeric)::text")
            .restoredBy(CanonicalForms.cast(target))
        : null;
  }

  private static boolean isExact(CopyType target) {
    return target.is(Kind.DECIMAL) || target.isInteger() || target.isWideInteger();
  }

  static CanonicalForm real(CopyType target) {
    return target.is(Kind.FLOAT32) ? floating(HashType.FLOAT4, "float4", "7fc00000") : null;
  }

  static CanonicalForm doublePrecision(CopyType target) {
    return target.is(Kind.FLOAT64) ? floating(HashType.FLOAT8, "float8", "7ff8000000000000") : null;
  }

  /** By bits, except for NaN, of which there is one: 0 differs from -0. */
  private static CanonicalForm floating(HashType hashType, String type, String nan) {
    return new CanonicalForm(
        hashType,
        "CASE WHEN {} = 'NaN' THEN 'NaN'::%s ELSE {} END".formatted(type),
        "if(isNaN({}), CAST(unhex('%s') AS FixedString(%d)), %s)"
            .formatted(nan, nan.length() / 2, bigEndian("{}")),
        "{}::text",
        "transform(toString({}), ['nan', 'inf', '-inf'], ['NaN', 'Infinity', '-Infinity'])",
        "CAST(transform({}, ['NaN', 'Infinity', '-Infinity'], ['nan', 'inf', '-inf']) AS Float%s)"
            .formatted(type.equals("float4") ? "32" : "64"),
        "");
  }

  static Optional<CanonicalForm> bool(String postgres, CopyType target) {
    if (target.isText()) {
      return Optional.of(CanonicalForms.text(postgres + "::text"));
    }
    if (!target.isByte()) {
      return Optional.empty();
    }
    return Optional.of(
        new CanonicalForm(
            HashType.BOOL,
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

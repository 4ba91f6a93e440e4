package io.isomer.verify.form;

import static io.isomer.verify.form.HashType.bigEndian;

import io.isomer.postgressource.SourceType;
import io.isomer.targetformat.type.TargetType.Kind;
import java.util.Optional;
import java.util.Set;

/** Chooses the canonical form of a pair of types. */
final class CanonicalForms {

  private static final Set<String> INTEGERS = Set.of("int2", "int4", "int8", "oid");

  /** Types that the copy holds as their text. */
  private static final Set<String> TEXTS =
      Set.of(
          "text",
          "varchar",
          "name",
          "citext",
          "xml",
          "json",
          "jsonb",
          "ltree",
          "tsvector",
          "cidr",
          "macaddr",
          "macaddr8",
          "pg_lsn",
          "pg_snapshot",
          "txid_snapshot",
          "xid8",
          "tsquery",
          "jsonpath",
          "bit");

  private static final String STRING = "toString({})";

  private CanonicalForms() {}

  /** Empty where values of the two types cannot be compared. */
  static Optional<CanonicalForm> of(SourceType source, CopyType target) {
    return Optional.ofNullable(find(source, target));
  }

  private static CanonicalForm find(SourceType source, CopyType target) {
    return switch (source.kind()) {
      case ARRAY -> CompositeForms.array(source, target);
      case ENUM -> textual(target) ? text("{}::text").keyedBy("") : null;
      case COMPOSITE, RANGE, MULTIRANGE -> target.isText() ? text("{}::text").keyedBy("") : null;
      case PSEUDO -> null;
      case BASE -> base(source, target);
    };
  }

  private static CanonicalForm base(SourceType source, CopyType target) {
    String name = source.name();
    if (INTEGERS.contains(name)) {
      return integer(name, target);
    }
    return switch (name) {
      case "numeric" -> NumberForms.numeric(target);
      case "money" -> NumberForms.money(target);
      case "float4" -> NumberForms.real(target);
      case "float8" -> NumberForms.doublePrecision(target);
      case "bool" -> NumberForms.bool("{}", target).map(f -> f.keyedBy("{}::bool")).orElse(null);
      case "bit" ->
          source.modifier() == 1 && !target.isText()
              ? NumberForms.bool("({} = B'1')", target).orElse(null)
              : textOrNull("{}::text", target);
      case "bpchar" -> textOrNull("textin(bpcharout({}))", target, "{}::bpchar");
      case "inet" -> textOrNull("textin(inet_out({}))", target, "{}::inet");
      case "uuid" -> uuid(target);
      case "bytea" -> bytes(target);
      case "date" -> TimeForms.date(target);
      case "timestamp" -> TimeForms.timestamp(target);
      case "timestamptz" -> TimeForms.timestamptz(target);
      case "time" -> TimeForms.time(target);
      case "timetz" -> TimeForms.timetz(target);
      case "interval" -> TimeForms.interval(target);
      case "hstore" -> CompositeForms.hstore(target);
      case "point" -> CompositeForms.point(target);
      case "lseg" -> ShapeForms.segment(target);
      case "path" -> ShapeForms.path(target);
      case "box" -> ShapeForms.box(target);
      case "polygon" -> ShapeForms.polygon(target);
      case "varchar", "text", "name" -> textOrNull("{}::text", target, "{}::text");
      default -> TEXTS.contains(name) ? textOrNull("{}::text", target) : null;
    };
  }

  private static CanonicalForm integer(String name, CopyType target) {
    String key = "{}::pg_catalog." + name;
    if (target.isInteger()) {
      return new CanonicalForm(
          HashType.INT8,
          "{}::int8",
          bigEndian("toInt64({})"),
          "{}::text",
          STRING,
          cast(target),
          key);
    }
    boolean exact = target.isWideInteger() || target.is(Kind.DECIMAL) || target.isText();
    return exact ? text("{}::text").restoredBy(cast(target)).keyedBy(key) : null;
  }

  private static CanonicalForm uuid(CopyType target) {
    if (target.is(Kind.UUID)) {
      return new CanonicalForm(
          HashType.UUID, "{}", "UUIDToNum({})", "{}::text", STRING, "toUUID({})", "{}::uuid");
    }
    return textOrNull("{}::text", target, "{}::uuid");
  }

  private static CanonicalForm bytes(CopyType target) {
    return target.isText()
        ? new CanonicalForm(
            HashType.BYTEA,
            "{}",
            STRING,
            "encode({}, 'hex')",
            "lower(hex({}))",
            "unhex({})",
            "decode({}, 'hex')")
        : null;
  }

  static String cast(CopyType target) {
    return "CAST({} AS " + target.text() + ")";
  }

  /** Values with the same text in both databases. */
  static CanonicalForm text(String postgres) {
    return new CanonicalForm(HashType.TEXT, postgres, STRING, postgres, STRING, "{}", "");
  }

  private static boolean textual(CopyType target) {
    return target.isText() || target.is(Kind.ENUM);
  }

  static CanonicalForm textOrNull(String postgres, CopyType target) {
    return textOrNull(postgres, target, "");
  }

  private static CanonicalForm textOrNull(String postgres, CopyType target, String key) {
    return textual(target) ? text(postgres).keyedBy(key) : null;
  }
}

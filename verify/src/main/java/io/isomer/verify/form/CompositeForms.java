package io.isomer.verify.form;

import static io.isomer.verify.form.HashType.bigEndian;

import io.isomer.postgressource.SourceType;
import io.isomer.targetformat.type.TargetType.Kind;
import java.util.Optional;

/** The forms of values that consist of others. */
final class CompositeForms {

  /** A text within quotes, as ClickHouse reads it inside an array or a map. */
  private static final String QUOTED =
      "'''' || replace(replace(%s, '\\', '\\\\'), '''', '\\''') || ''''";

  /** Of a single dimension and numbered from 1, as the copy has it; others as they are. */
  private static final String ARRAY =
      "CASE WHEN {} IS NULL THEN NULL WHEN array_ndims({}) > 1 THEN array_send({})"
          + " ELSE array_send(ARRAY(SELECT %s FROM unnest({}) WITH ORDINALITY AS u (e, n)"
          + " ORDER BY n)) END";

  private static final String ARRAY_TEXT =
      "CASE WHEN {} IS NULL THEN NULL ELSE '[' || coalesce((SELECT string_agg(coalesce(%s, 'NULL'),"
          + " ',' ORDER BY n) FROM unnest({}) WITH ORDINALITY AS u (e, n)), '') || ']' END";

  private static final String PAIR_POSTGRES =
      "octet_length(e.key) || ':' || e.key"
          + " || coalesce(octet_length(e.value) || ':' || e.value, 'N')";

  private static final String HSTORE =
      "CASE WHEN {} IS NULL THEN NULL ELSE coalesce((SELECT string_agg(%s, '' ORDER BY e.key"
          + " COLLATE \"C\") FROM each({}) AS e), '') END";

  private static final String HSTORE_TEXT =
      "CASE WHEN {} IS NULL THEN NULL ELSE '[' || coalesce((SELECT string_agg('(' || %s || ',' ||"
          + " coalesce(%s, 'NULL') || ')', ',' ORDER BY e.key COLLATE \"C\") FROM each({}) AS e), '')"
          + " || ']' END";

  private static final String RESTORED_PAIRS = "CAST({} AS Array(Tuple(String, Nullable(String))))";

  private static final String SORTED_PAIRS =
      "arraySort(t -> tupleElement(t, 1), arrayZip(mapKeys({}), mapValues({})))";

  private CompositeForms() {}

  static CanonicalForm array(SourceType source, CopyType target) {
    if (!target.is(Kind.ARRAY)) {
      return null;
    }
    CopyType elements = target.element();
    Optional<CanonicalForm> form =
        source.element().kind() == SourceType.Kind.ARRAY
            ? Optional.empty()
            : CanonicalForms.of(source.element(), elements);
    return form.map(element -> array(element, elements, target)).orElse(null);
  }

  private static CanonicalForm array(CanonicalForm element, CopyType elements, CopyType target) {
    String value = elements.value("e");
    String isNull = elements.nullable() ? "isNull(e)" : "false";
    HashType hashType = element.hashType();
    String each = hashType.element(isNull, CanonicalForm.in(element.clickhouse(), value));
    String header =
        "concat(%s, %s, %s, %s, %s)"
            .formatted(
                HashType.hex(1),
                "if(arrayExists(e -> %s, {}), %s, %s)"
                    .formatted(isNull, HashType.hex(1), HashType.hex(0)),
                hashType.typeOnly(),
                bigEndian("toUInt32(length({}))"),
                HashType.hex(1));
    String none =
        "concat(%s, %s, %s)".formatted(HashType.hex(0), HashType.hex(0), hashType.typeOnly());
    String text =
        "if(%s, NULL, %s)".formatted(isNull, CanonicalForm.in(element.clickhouseText(), value));
    String restored =
        "CAST(arrayMap(t -> if(isNull(t), NULL, %s), CAST({} AS Array(Nullable(String)))) AS %s)"
            .formatted(CanonicalForm.in(element.restore(), "assumeNotNull(t)"), target.text());
    return new CanonicalForm(
        HashType.BYTEA,
        ARRAY.formatted(CanonicalForm.in(element.postgres(), "e")),
        "if(empty({}), %s, concat(%s, arrayStringConcat(arrayMap(e -> %s, {}))))"
            .formatted(none, header, each),
        ARRAY_TEXT.formatted(QUOTED.formatted(CanonicalForm.in(element.postgresText(), "e"))),
        "toString(arrayMap(e -> " + text + ", {}))",
        restored,
        "");
  }

  static CanonicalForm hstore(CopyType target) {
    if (!target.is(Kind.MAP)) {
      return null;
    }
    String value = "tupleElement(t, 2)";
    String length = "concat(toString(length(%1$s)), ':', %1$s)";
    String pair =
        "concat(%s, ifNull(%s, 'N'))"
            .formatted(length.formatted("tupleElement(t, 1)"), length.formatted(value));
    return new CanonicalForm(
        HashType.TEXT,
        HSTORE.formatted(PAIR_POSTGRES),
        "arrayStringConcat(arrayMap(t -> %s, %s))".formatted(pair, SORTED_PAIRS),
        HSTORE_TEXT.formatted(QUOTED.formatted("e.key"), QUOTED.formatted("e.value")),
        "toString(" + SORTED_PAIRS + ")",
        "CAST((arrayMap(t -> tupleElement(t, 1), %1$s), arrayMap(t -> tupleElement(t, 2), %1$s)) AS %2$s)"
            .formatted(RESTORED_PAIRS, target.text()),
        "");
  }

  static CanonicalForm point(CopyType target) {
    if (!target.text().equals("Tuple(Float64, Float64)")) {
      return null;
    }
    return new CanonicalForm(
        HashType.BYTEA,
        "point_send({})",
        "concat(%s, %s)"
            .formatted(bigEndian("tupleElement({}, 1)"), bigEndian("tupleElement({}, 2)")),
        "'(' || ({})[0] || ',' || ({})[1] || ')'",
        "toString({})",
        CanonicalForms.cast(target),
        "");
  }
}

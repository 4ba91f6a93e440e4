package io.isomer.verify.form;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.postgressource.SourceColumn;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.type.TargetType.Kind;
import java.util.Optional;

/**
 * A column and its copy, with how their values are compared.
 *
 * @param name the same on both sides, unquoted
 */
public final class ComparedColumn {

  private final String name;
  private final CanonicalForm form;
  private final CopyType target;
  private final String targetText;
  private final String sourceType;

  private ComparedColumn(
      SourceColumn source, CanonicalForm form, CopyType target, String targetText) {
    this.name = source.name();
    this.sourceType = source.type().name();
    this.form = form;
    this.target = target;
    this.targetText = targetText;
  }

  /**
   * Empty where values of these types cannot be compared.
   *
   * @param targetType as {@code system.columns} spells it
   */
  public static Optional<ComparedColumn> of(SourceColumn source, String targetType) {
    CopyType target = CopyType.parse(targetType);
    return CanonicalForms.of(source.type(), target)
        .map(form -> new ComparedColumn(source, form, target, targetType));
  }

  public String name() {
    return name;
  }

  /** The source's type, {@code pg_type.typname}. */
  public String sourceType() {
    return sourceType;
  }

  /** The copy's type as ClickHouse spells it. */
  public String targetType() {
    return targetText;
  }

  /** Whether rows can be found by the texts of its values. */
  public boolean canBeKey() {
    return !form.keyOfText().isEmpty();
  }

  /** Whether ranges of such integers are the same on both sides. */
  public boolean isInteger() {
    return form.hashType() == HashType.INT8;
  }

  public boolean isUuid() {
    return form.hashType() == HashType.UUID;
  }

  /** Whether it is a text whose bytes are in the copy as they are. */
  public boolean isText() {
    return form.hashType() == HashType.TEXT
        && (sourceType.equals("text") || sourceType.equals("varchar"))
        && target.is(Kind.STRING);
  }

  /** The column in PostgreSQL. */
  public String postgres() {
    return PostgresDialect.quote(name);
  }

  /** The column in ClickHouse. */
  public String clickhouse() {
    return ClickHouseDialect.quote(name);
  }

  /** A field of the record that PostgreSQL hashes: of the form's type, also below a domain. */
  String postgresField() {
    return form.hashType().postgres(CanonicalForm.in(form.postgres(), postgres()));
  }

  /** The same field's bytes in ClickHouse. */
  String clickhouseField() {
    String payload = CanonicalForm.in(form.clickhouse(), target.value(clickhouse()));
    return form.hashType().field(target.isNull(clickhouse()), payload);
  }

  /** The value as text, in PostgreSQL. */
  public String postgresText() {
    return CanonicalForm.in(form.postgresText(), postgres());
  }

  /** The value as text, in ClickHouse; NULL where it is NULL. */
  public String clickhouseText() {
    String text = CanonicalForm.in(form.clickhouseText(), target.value(clickhouse()));
    String isNull = target.isNull(clickhouse());
    return isNull.isEmpty() ? text : "if(" + isNull + ", NULL, " + text + ")";
  }

  /** PostgreSQL's expression that makes a key of an expression for its text. */
  public String keyOfText(String text) {
    return CanonicalForm.in(form.keyOfText(), text);
  }

  /** As {@link #restored}, cast to the column's type, which may be Nullable. */
  public String restoredAs(String text) {
    return "CAST(" + restored(text) + " AS " + targetText + ")";
  }

  /** The type of the texts that {@link #restoredFrom} takes. */
  public String textType() {
    return holdsNull() ? "Nullable(String)" : "String";
  }

  /** Whether the copy's column can hold NULL. */
  public boolean holdsNull() {
    return target.nullable();
  }

  /**
   * ClickHouse's expression that makes the column's values of a column of their texts.
   *
   * @param texts the column's name, as it need not be quoted
   */
  public String restoredFrom(String texts) {
    String type = " AS " + targetText + ")";
    return holdsNull()
        ? "if(isNull(%1$s), CAST(NULL%2$s, CAST(%3$s%2$s)"
            .formatted(
                texts, type, CanonicalForm.in(form.restore(), "assumeNotNull(" + texts + ")"))
        : "CAST(" + CanonicalForm.in(form.restore(), texts) + type;
  }

  /** ClickHouse's expression that makes a value of its text; null is NULL. */
  public String restored(String text) {
    return text == null
        ? "NULL"
        : CanonicalForm.in(form.restore(), ClickHouseDialect.literal(text));
  }
}

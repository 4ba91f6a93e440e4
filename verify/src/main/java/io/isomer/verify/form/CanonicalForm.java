package io.isomer.verify.form;

/**
 * The canonical form of a column's values: SQL expressions by which both databases write equal
 * values, and only these, alike. In each template {@code {}} is replaced by the value, which is not
 * NULL.
 *
 * @param hashType the type that values are hashed in
 * @param postgres PostgreSQL's expression of that type; NULL stays NULL
 * @param clickhouse ClickHouse's expression for the same bytes
 * @param postgresText PostgreSQL's expression for a text for reports and for {@code restore}
 * @param clickhouseText ClickHouse's expression for such a text
 * @param restore ClickHouse's expression that converts that text to the value
 * @param keyOfText PostgreSQL's expression that converts that text to a key; empty where the column
 *     cannot be one
 */
record CanonicalForm(
    HashType hashType,
    String postgres,
    String clickhouse,
    String postgresText,
    String clickhouseText,
    String restore,
    String keyOfText) {

  static final String VALUE = "{}";

  static String in(String template, String value) {
    return template.replace(VALUE, value);
  }

  CanonicalForm withText(String postgresText, String clickhouseText) {
    return new CanonicalForm(
        hashType, postgres, clickhouse, postgresText, clickhouseText, restore, keyOfText);
  }

  CanonicalForm restoredBy(String restore) {
    return new CanonicalForm(
        hashType, postgres, clickhouse, postgresText, clickhouseText, restore, keyOfText);
  }

  CanonicalForm keyedBy(String keyOfText) {
    return new CanonicalForm(
        hashType, postgres, clickhouse, postgresText, clickhouseText, restore, keyOfText);
  }
}

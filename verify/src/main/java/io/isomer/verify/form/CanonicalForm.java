package io.isomer.verify.form;

/**
 * How values of one column are written so that equal values, and only these, are written alike by
 * both databases. In each template {@code {}} stands for the value, which is not NULL.
 *
 * @param hashType the type that values are hashed in
 * @param postgres PostgreSQL's expression of that type; NULL stays NULL
 * @param clickhouse ClickHouse's expression for the same bytes
 * @param postgresText PostgreSQL's expression for a text that people, and {@code restore}, read
 * @param clickhouseText ClickHouse's expression for such a text
 * @param restore ClickHouse's expression that makes the value of that text
 * @param keyOfText PostgreSQL's expression that makes a key of that text; empty where the column
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

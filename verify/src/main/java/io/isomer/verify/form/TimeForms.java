package io.isomer.verify.form;

import static io.isomer.verify.form.HashType.bigEndian;

import io.isomer.targetformat.type.TargetType.Kind;

/** The forms of dates and times: PostgreSQL counts from the year 2000, ClickHouse from 1970. */
final class TimeForms {

  private static final int DAYS_TO_2000 = 10957;
  private static final long MICROS_TO_2000 = 946_684_800_000_000L;

  private static final String MICROS = "toUnixTimestamp64Micro(CAST({} AS DateTime64(6, 'UTC')))";
  private static final String SHOWN_TIME =
      "replaceRegexpOne(toString(CAST({} AS DateTime64(6, 'UTC'))), '\\\\.?0+$', '')";

  /** Each part has its own sign, as the connector writes it. */
  private static final String INTERVAL_PARTS =
      "extractGroups({}, '^P(-?[0-9]+)Y(-?[0-9]+)M(-?[0-9]+)DT(-?[0-9]+)H(-?[0-9]+)M"
          + "(-?[0-9]+(?:[.][0-9]+)?)S$')";

  private static final String DEBEZIUM_INTERVAL =
      "CASE WHEN {} IS NOT NULL THEN concat('P', extract(year FROM {})::int, 'Y', extract(month FROM {})::int, 'M',"
          + " extract(day FROM {})::int, 'DT', extract(hour FROM {})::int, 'H',"
          + " extract(minute FROM {})::int, 'M', trim_scale(extract(second FROM {})), 'S') END";

  private TimeForms() {}

  static CanonicalForm date(CopyType target) {
    if (target.is(Kind.DATE) || target.is(Kind.DATE32)) {
      return new CanonicalForm(
          HashType.DATE,
          "{}",
          bigEndian("toInt32(toInt32({}) - %d)".formatted(DAYS_TO_2000)),
          "{}::text",
          "toString({})",
          CanonicalForms.cast(target),
          "{}::date");
    }
    return target.isText() ? CanonicalForms.text("{}::text").keyedBy("{}::date") : null;
  }

  static CanonicalForm timestamp(CopyType target) {
    return target.isText()
        ? CanonicalForms.text("{}::text").keyedBy("{}::timestamp")
        : instant(HashType.TIMESTAMP, "{}::text", "{}::timestamp", target);
  }

  /** The session's time zone is UTC. */
  static CanonicalForm timestamptz(CopyType target) {
    return target.isText()
        ? CanonicalForms.text("{}::text").keyedBy("{}::timestamptz")
        : instant(
            HashType.TIMESTAMPTZ,
            "({} AT TIME ZONE 'UTC')::text",
            "({}::timestamp AT TIME ZONE 'UTC')",
            target);
  }

  private static CanonicalForm instant(
      HashType hashType, String text, String key, CopyType target) {
    String micros;
    if (target.is(Kind.DATE_TIME)) {
      micros = "toInt64(toUnixTimestamp({})) * 1000000";
    } else if (target.is(Kind.DATE_TIME64) && target.scale() <= 6) {
      micros = MICROS;
    } else {
      return null;
    }
    String bytes = bigEndian("toInt64(%s - %d)".formatted(micros, MICROS_TO_2000));
    String restore = "CAST(CAST({} AS DateTime64(6, 'UTC')) AS " + target.text() + ")";
    return new CanonicalForm(hashType, "{}", bytes, text, SHOWN_TIME, restore, key);
  }

  static CanonicalForm time(CopyType target) {
    if (target.text().equals("Int64")) {
      return new CanonicalForm(
          HashType.TIME,
          "{}",
          bigEndian("{}"),
          "(extract(epoch FROM {}) * 1000000)::int8::text",
          "toString({})",
          "CAST({} AS Int64)",
          "");
    }
    return target.isText() ? CanonicalForms.text("{}::text").keyedBy("{}::time") : null;
  }

  static CanonicalForm timetz(CopyType target) {
    return target.isText()
        ? CanonicalForms.text("replace(({} AT TIME ZONE 'UTC')::text, '+00', 'Z')")
        : null;
  }

  /** By months, days and microseconds, as PostgreSQL keeps them. */
  static CanonicalForm interval(CopyType target) {
    if (!target.isText()) {
      return null;
    }
    String p = INTERVAL_PARTS;
    String micros =
        ("toInt64OrZero(%1$s[4]) * 3600000000 + toInt64OrZero(%1$s[5]) * 60000000"
                + " + toInt64(toDecimal128OrZero(%1$s[6], 6) * 1000000)")
            .formatted(p);
    String bytes =
        "if(empty(%s), CAST(substring(concat({}, repeat('?', 16)), 1, 16) AS FixedString(16)),"
                .formatted(p)
            + " CAST(concat(%s, %s, %s) AS FixedString(16)))"
                .formatted(
                    bigEndian("toInt64(" + micros + ")"),
                    bigEndian("toInt32OrZero(" + p + "[3])"),
                    bigEndian(
                        "toInt32(toInt32OrZero(%1$s[1]) * 12 + toInt32OrZero(%1$s[2]))"
                            .formatted(p)));
    return new CanonicalForm(
        HashType.INTERVAL, "{}", bytes, DEBEZIUM_INTERVAL, "toString({})", "{}", "");
  }
}

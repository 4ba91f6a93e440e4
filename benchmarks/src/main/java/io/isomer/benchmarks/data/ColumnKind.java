package io.isomer.benchmarks.data;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A type of column: what both databases call it, how Debezium writes its values with the shipped
 * connector's settings, and the text that both sides of the checksum make of a value.
 */
public enum ColumnKind {
  UUID("uuid", "UUID", "toString(%s)", "'0b5f7b0e-53a5-4d6c-9f8e-000000000001'") {
    @Override
    void append(SplittableRandom random, RowText row) {
      row.text(new UUID(random.nextLong(), random.nextLong()).toString());
    }
  },
  SMALLINT("smallint", "Int16", "toString(%s)", "7") {
    @Override
    void append(SplittableRandom random, RowText row) {
      row.number(random.nextInt(Short.MIN_VALUE, Short.MAX_VALUE));
    }
  },
  INTEGER("integer", "Int32", "toString(%s)", "70000") {
    @Override
    void append(SplittableRandom random, RowText row) {
      row.number(random.nextInt());
    }
  },
  BIGINT("bigint", "Int64", "toString(%s)", "7000000000") {
    @Override
    void append(SplittableRandom random, RowText row) {
      row.number(random.nextLong());
    }
  },
  /** Text of ClickHouse and Java differs, the bits do not. */
  DOUBLE("double precision", "Float64", "toString(reinterpretAsInt64(%s))", "1.25") {
    @Override
    void append(SplittableRandom random, RowText row) {
      double value = random.nextInt(1, 10_000_000) / 1e4;
      row.value(String.valueOf(value), String.valueOf(Double.doubleToLongBits(value)));
    }
  },
  NUMERIC("numeric(12,2)", "Decimal(12, 2)", "toString(%s)", "12.50") {
    @Override
    void append(SplittableRandom random, RowText row) {
      long cents = random.nextLong(100, 10_000_000_000L);
      long whole = cents / 100;
      int digits = (int) (cents % 100);
      String two = (digits < 10 ? "0" : "") + digits;
      // ClickHouse leaves zeros at the end away
      String shown = digits == 0 ? "" : "." + (digits % 10 == 0 ? two.substring(0, 1) : two);
      row.value("\"" + whole + "." + two + "\"", whole + shown);
    }
  },
  BOOLEAN("boolean", "Bool", "toString(toUInt8(%s))", "true") {
    @Override
    void append(SplittableRandom random, RowText row) {
      boolean value = random.nextBoolean();
      row.value(String.valueOf(value), value ? "1" : "0");
    }
  },
  /** Microseconds since 1970. */
  TIMESTAMP(
      "timestamp",
      "DateTime64(6, 'UTC')",
      "toString(toUnixTimestamp64Micro(%s))",
      "'2024-02-29 12:34:56.789012'") {
    @Override
    void append(SplittableRandom random, RowText row) {
      row.number(FIRST_MICROS + random.nextLong(100_000_000_000_000L));
    }
  },
  /** Days since 1970. */
  DATE("date", "Date32", "toString(toInt32(%s))", "'2024-02-29'") {
    @Override
    void append(SplittableRandom random, RowText row) {
      row.number(random.nextInt(15_000, 25_000));
    }
  },
  CODE("varchar(32)", "String", "%s", "'EUR'") {
    @Override
    void append(SplittableRandom random, RowText row) {
      char[] code = new char[3];
      for (int i = 0; i < code.length; i++) {
        code[i] = (char) ('A' + random.nextInt(26));
      }
      row.text(new String(code));
    }
  },
  NAME("varchar(32)", "String", "%s", "'Euro'") {
    @Override
    void append(SplittableRandom random, RowText row) {
      row.text("name no. " + random.nextInt(10_000_000));
    }
  },
  TEXT("text", "String", "%s", "'some text'") {
    @Override
    void append(SplittableRandom random, RowText row) {
      row.text("some longer text, the number of which is " + random.nextLong(1L << 40));
    }
  };

  /** 2020-01-01. */
  private static final long FIRST_MICROS = 1_577_836_800_000_000L;

  private final String postgres;
  private final String clickHouse;
  private final String shown;
  private final String sample;

  ColumnKind(String postgres, String clickHouse, String shown, String sample) {
    this.postgres = postgres;
    this.clickHouse = clickHouse;
    this.shown = shown;
    this.sample = sample;
  }

  /** The type in PostgreSQL. */
  public String postgres() {
    return postgres;
  }

  /** The type in ClickHouse, without NULLs. */
  public String clickHouse() {
    return clickHouse;
  }

  /** A value of the type as PostgreSQL's SQL writes it. */
  String sample() {
    return sample;
  }

  /** The expression by which ClickHouse makes a value's text for the checksum. */
  String shown(String column) {
    return shown.formatted(column);
  }

  /** Adds a random value to a row. */
  abstract void append(SplittableRandom random, RowText row);
}

package io.isomer.verify.form;

import java.util.List;

/**
 * The MD5 of a row's values in PostgreSQL's binary form of a record: the number of fields, and for
 * each its type, its length (-1 for NULL) and its bytes. So NULL is not '', and values do not run
 * into each other. PostgreSQL computes it in one call; ClickHouse composes the same bytes.
 */
public final class RowHash {

  private RowHash() {}

  /** 32 hexadecimal digits, an expression in PostgreSQL. */
  public static String postgres(List<ComparedColumn> columns) {
    List<String> fields = columns.stream().map(ComparedColumn::postgresField).toList();
    return "md5(record_send(ROW(" + String.join(", ", fields) + ")))";
  }

  /** 16 bytes, an expression in ClickHouse. */
  public static String clickhouse(List<ComparedColumn> columns) {
    List<String> fields = columns.stream().map(ComparedColumn::clickhouseField).toList();
    return "MD5(concat(" + HashType.hex(columns.size()) + ", " + String.join(", ", fields) + "))";
  }
}

package io.isomer.benchmarks.data;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Builds one row: as Debezium's JSON, and as the text that its checksum is made of. */
final class RowText {

  private final StringBuilder json = new StringBuilder();
  private final StringBuilder shown = new StringBuilder();
  private final CRC32 crc = new CRC32();

  void reset() {
    json.setLength(0);
    shown.setLength(0);
    json.append('{');
  }

  /** Starts a column; its value follows. */
  void column(String name) {
    if (json.length() > 1) {
      json.append(',');
      shown.append('|');
    }
    json.append('"').append(name).append("\":");
  }

  /** A value whose JSON and text differ. */
  void value(String asJson, String asText) {
    json.append(asJson);
    shown.append(asText);
  }

  /** Text without characters that JSON would escape. */
  void text(String value) {
    json.append('"').append(value).append('"');
    shown.append(value);
  }

  void number(long value) {
    json.append(value);
    shown.append(value);
  }

  void nothing() {
    value("null", BenchTable.SHOWN_NULL);
  }

  /** The row as Debezium writes it. */
  String json() {
    return json + "}";
  }

  /** The row's part of the table's checksum, 32 bits without sign. */
  long checksum() {
    crc.reset();
    crc.update(shown.toString().getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }
}

package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowWriter;
import io.isomer.changelog.TableId;
import io.isomer.targetformat.RowVersion;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A source table whose changes are made up; the key columns are the first ones. */
public final class TestTable {

  /** Stands for a value that PostgreSQL did not send. */
  public static final Object UNAVAILABLE = new Object();

  private final ChangelogSchema schema;
  private final int keyColumns;
  private long offset;
  private long committedAt;
  private int epoch;

  private TestTable(String name, int keyColumns, List<Column> columns) {
    int[] key = new int[keyColumns];
    Arrays.setAll(key, i -> i);
    this.keyColumns = keyColumns;
    this.schema =
        new ChangelogSchema("pg.public." + name, new TableId("public", name), columns, key);
  }

  private TestTable(ChangelogSchema schema, int keyColumns) {
    this.schema = schema;
    this.keyColumns = keyColumns;
  }

  /** The same table under another name. */
  TestTable of(TableId table) {
    return new TestTable(
        new ChangelogSchema(schema.topic(), table, schema.columns(), schema.keyColumns()),
        keyColumns);
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  public static final class Builder {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private int keyColumns = 1;

    private Builder(String name) {
      this.name = name;
    }

    public Builder column(String column, ColumnType type) {
      columns.add(new Column(column, type, true));
      return this;
    }

    /** A column with a constant DEFAULT. */
    public Builder column(String column, ColumnType type, Object defaultValue) {
      RowWriter out = new RowWriter();
      write(defaultValue, type, out);
      columns.add(new Column(column, type, true, out.toByteArray()));
      return this;
    }

    /** A column that is NOT NULL. */
    public Builder required(String column, ColumnType type) {
      columns.add(new Column(column, type, false));
      return this;
    }

    public Builder keyColumns(int count) {
      keyColumns = count;
      return this;
    }

    public TestTable build() {
      return new TestTable(name, keyColumns, columns);
    }
  }

  public ChangelogSchema schema() {
    return schema;
  }

  /** A change at commit and log position {@code lsn}; a deletion takes the key's values only. */
  ChangelogEvent event(Operation operation, long lsn, Object... values) {
    byte[] key = operation == Operation.TRUNCATE ? new byte[0] : bytes(values, keyColumns);
    byte[] row = operation.hasRow() ? bytes(values, values.length) : new byte[0];
    RowVersion version =
        operation == Operation.READ
            ? RowVersion.ofInitialSnapshot(epoch, lsn)
            : RowVersion.of(epoch, lsn, lsn);
    return new ChangelogEvent(schema, operation, version, 0, offset++, committedAt, key, row);
  }

  /** Sets the epoch of the changes from now on. */
  TestTable epoch(int number) {
    epoch = number;
    return this;
  }

  /** Sets when the changes from now on were committed. */
  TestTable committedAt(long millis) {
    committedAt = millis;
    return this;
  }

  /** A row of the initial snapshot at log position {@code lsn}. */
  ChangelogEvent read(long lsn, Object... values) {
    return event(Operation.READ, lsn, values);
  }

  public ChangelogEvent create(long lsn, Object... values) {
    return event(Operation.CREATE, lsn, values);
  }

  public ChangelogEvent update(long lsn, Object... values) {
    return event(Operation.UPDATE, lsn, values);
  }

  public ChangelogEvent delete(long lsn, Object... key) {
    return event(Operation.DELETE, lsn, key);
  }

  public ChangelogEvent truncate(long lsn) {
    return event(Operation.TRUNCATE, lsn);
  }

  private byte[] bytes(Object[] values, int count) {
    RowWriter out = new RowWriter();
    for (int i = 0; i < count; i++) {
      write(values[i], schema.columns().get(i).type(), out);
    }
    return out.toByteArray();
  }

  /** Writes a value as the decoder would; {@code out} gets the mark too. */
  public static void write(Object value, ColumnType type, RowWriter out) {
    if (value == null || value == UNAVAILABLE) {
      out.writeMark(value == null ? RowWriter.NULL : RowWriter.UNAVAILABLE);
      return;
    }
    out.writeMark(RowWriter.VALUE);
    try {
      switch (type.kind().form()) {
        case BOOLEAN -> out.writeBoolean((Boolean) value);
        case LONG -> out.writeLong(((Number) value).longValue());
        case DOUBLE -> out.writeDouble(((Number) value).doubleValue());
        case TEXT -> out.writeText(value.toString());
        case BYTES -> out.writeBytes(bytes(value));
        case TOKEN -> {
          Token token = (Token) value;
          out.writeToken(token.type(), token.text());
        }
        case ARRAY -> {
          int start = out.beginArray();
          List<?> elements = (List<?>) value;
          elements.forEach(element -> write(element, type.element(), out));
          out.endArray(start, elements.size());
        }
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(value.toString(), e);
    }
  }

  private static byte[] bytes(Object value) {
    return value instanceof byte[] raw ? raw : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A value of a message without schema part. */
  public record Token(io.isomer.changelog.JsonToken type, String text) {}
}

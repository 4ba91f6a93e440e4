package io.isomer.changelog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads an event's values back as Java objects, for assertions. */
public final class Rows {

  /** Stands for a value that PostgreSQL did not send. */
  public static final Object UNAVAILABLE =
      new Object() {
        @Override
        public String toString() {
          return "UNAVAILABLE";
        }
      };

  /** An untyped value. */
  public record Token(JsonToken kind, String text) {}

  private Rows() {}

  public static Map<String, Object> row(ChangelogEvent event) {
    RowReader reader = new RowReader();
    reader.reset(event.row());
    Map<String, Object> values = new LinkedHashMap<>();
    event
        .schema()
        .columns()
        .forEach(column -> values.put(column.name(), value(reader, column.type())));
    requireEnd(reader, event.row());
    return values;
  }

  public static Map<String, Object> key(ChangelogEvent event) {
    RowReader reader = new RowReader();
    reader.reset(event.key());
    Map<String, Object> values = new LinkedHashMap<>();
    for (int position : event.schema().keyColumns()) {
      Column column = event.schema().columns().get(position);
      values.put(column.name(), value(reader, column.type()));
    }
    requireEnd(reader, event.key());
    return values;
  }

  private static void requireEnd(RowReader reader, byte[] bytes) {
    if (reader.position() != bytes.length) {
      throw new AssertionError(bytes.length - reader.position() + " bytes are left");
    }
  }

  public static Object value(RowReader reader, ColumnType type) {
    byte mark = reader.readMark();
    if (mark != RowWriter.VALUE) {
      return mark == RowWriter.NULL ? null : UNAVAILABLE;
    }
    return switch (type.kind().form()) {
      case BOOLEAN -> reader.readBoolean();
      case LONG -> reader.readLong();
      case DOUBLE -> reader.readDouble();
      case TEXT -> reader.readText();
      case BYTES -> reader.readBytes();
      case TOKEN -> new Token(reader.readToken(), reader.readText());
      case ARRAY -> {
        List<Object> elements = new ArrayList<>();
        for (int left = reader.readSize(); left > 0; left--) {
          elements.add(value(reader, type.element()));
        }
        yield elements;
      }
    };
  }
}

package io.isomer.postgressource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The types of a database, by {@code oid}. */
final class TypeCatalog {

  // an array type is the one that its element's type names; int2vector and the like are not
  private static final String TYPES =
      """
      SELECT t.oid, t.typname, t.typtype, t.typbasetype, t.typtypmod,
             CASE WHEN e.typarray = t.oid THEN t.typelem ELSE 0 END AS element
      FROM pg_type t
      LEFT JOIN pg_type e ON e.oid = t.typelem
      """;

  private final Map<Long, Entry> entries = new HashMap<>();

  private record Entry(String name, char kind, long base, int modifier, long element) {}

  private TypeCatalog() {}

  static TypeCatalog read(Connection connection) throws SQLException {
    TypeCatalog catalog = new TypeCatalog();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TYPES)) {
      while (rows.next()) {
        catalog.entries.put(
            rows.getLong("oid"),
            new Entry(
                rows.getString("typname"),
                rows.getString("typtype").charAt(0),
                rows.getLong("typbasetype"),
                rows.getInt("typtypmod"),
                rows.getLong("element")));
      }
    }
    return catalog;
  }

  SourceType type(long oid, int modifier) {
    return type(oid, modifier, false);
  }

  private SourceType type(long oid, int modifier, boolean domain) {
    Entry entry = entries.get(oid);
    if (entry == null) {
      throw new IllegalStateException("pg_type has no type of oid " + oid);
    }
    if (entry.kind() == 'd') {
      return type(entry.base(), entry.modifier(), true);
    }
    if (entry.element() != 0) {
      SourceType element = type(entry.element(), modifier, false);
      return new SourceType(entry.name(), SourceType.Kind.ARRAY, modifier, element, domain);
    }
    return new SourceType(entry.name(), kind(entry), modifier, null, domain);
  }

  private static SourceType.Kind kind(Entry entry) {
    return switch (entry.kind()) {
      case 'b' -> SourceType.Kind.BASE;
      case 'e' -> SourceType.Kind.ENUM;
      case 'c' -> SourceType.Kind.COMPOSITE;
      case 'r' -> SourceType.Kind.RANGE;
      case 'm' -> SourceType.Kind.MULTIRANGE;
      case 'p' -> SourceType.Kind.PSEUDO;
      default ->
          throw new IllegalStateException("type " + entry.name() + " is of kind " + entry.kind());
    };
  }
}

package io.isomer.clickhouse.schema;

import io.isomer.changelog.Column;
import io.isomer.targetformat.RowVersion;
import java.util.List;
import java.util.Optional;

/**
 * How a source table's columns have changed, as far as changes have shown it to any writer. The
 * version tells which of two schemas is the newer one, in whatever order they arrived.
 */
public final class SchemaHistory {

  private final List<SchemaVersion> schemas;

  /**
   * @param schemas by version, the lowest first
   */
  SchemaHistory(List<SchemaVersion> schemas) {
    this.schemas = List.copyOf(schemas);
  }

  Optional<SchemaVersion> newest() {
    return schemas.isEmpty() ? Optional.empty() : Optional.of(schemas.get(schemas.size() - 1));
  }

  /** Whether no newer version is known. */
  boolean isNewest(RowVersion version) {
    return newest().map(known -> known.version().compareTo(version) <= 0).orElse(true);
  }

  /** Whether the schema says nothing that the one before or after it does not say. */
  boolean implies(SchemaVersion schema) {
    SchemaVersion before = null;
    for (SchemaVersion known : schemas) {
      if (known.version().compareTo(schema.version()) > 0) {
        return before != null && before.hasSameColumns(schema) || known.hasSameColumns(schema);
      }
      before = known;
    }
    return before != null && before.hasSameColumns(schema);
  }

  /** Whether the source has lost the column at some time after the version. */
  boolean isLostAfter(RowVersion version, Column column) {
    return after(version).stream().anyMatch(known -> !known.has(column.name()));
  }

  /** Whether the source has given the column another type at some time after the version. */
  boolean isRetypedAfter(RowVersion version, Column column) {
    return after(version).stream().anyMatch(known -> !known.hasSameType(column));
  }

  /**
   * Whether the column has at some time after the version a type that the previous one does not
   * widen to: then it is another column of the same name.
   */
  boolean isOtherColumnAfter(RowVersion version, Column column) {
    return after(version).stream()
        .anyMatch(known -> known.has(column.name()) && !known.hasSameOrWiderKind(column));
  }

  /** Whether the column's values meant something else at some time before the version. */
  boolean wasOtherKindBefore(RowVersion version, Column column) {
    return schemas.stream()
        .filter(known -> known.version().compareTo(version) < 0)
        .anyMatch(known -> known.has(column.name()) && !known.hasSameKind(column));
  }

  /** Whether the source had the column once, and has it no more as of the newest schema. */
  boolean isGone(Column column) {
    return newest().isPresent()
        && !newest().get().has(column.name())
        && schemas.stream().anyMatch(known -> known.has(column.name()));
  }

  private List<SchemaVersion> after(RowVersion version) {
    return schemas.stream().filter(known -> known.version().compareTo(version) > 0).toList();
  }
}

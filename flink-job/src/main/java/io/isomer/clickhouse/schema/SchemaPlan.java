package io.isomer.clickhouse.schema;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.clickhouse.table.TableDdl;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.type.TargetColumn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What it takes to write a schema's rows to a table as it is. The plan only ever adds to a table:
 * columns, digits, NULL. So it does not matter in which order writers see the schemas.
 */
public final class SchemaPlan {

  private final TargetTable table;
  private final SchemaHistory history;
  private final RowVersion version;
  private final boolean snapshot;
  private final TableDdl.DefaultClause defaults;
  private final List<String> changes = new ArrayList<>();
  private final Set<String> omitted = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private boolean returned;

  /**
   * @param schema with the target's names
   * @param version of a row of the schema
   * @param snapshot whether rows of a snapshot are among those of the schema: they are the table as
   *     it is, so nothing of them is left out
   */
  static SchemaPlan of(
      TargetTable table,
      ChangelogSchema schema,
      SchemaHistory history,
      RowVersion version,
      boolean snapshot,
      TableDdl.DefaultClause defaults) {
    SchemaPlan plan = new SchemaPlan(table, history, version, snapshot, defaults);
    plan.compare(schema);
    return plan;
  }

  private SchemaPlan(
      TargetTable table,
      SchemaHistory history,
      RowVersion version,
      boolean snapshot,
      TableDdl.DefaultClause defaults) {
    this.table = table;
    this.history = history;
    this.version = version;
    this.snapshot = snapshot;
    this.defaults = defaults;
  }

  /** Parts of an ALTER TABLE; empty when the table is as it must be. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  /** Columns whose values the source has lost since, by the target's names. */
  Set<String> omitted() {
    return Set.copyOf(omitted);
  }

  /** Why the schema cannot be followed, and what to do. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** What the user should know although the rows can be written. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  /** Whether a column is back that the source had dropped: then nothing may hide that it was. */
  boolean hasReturnedColumn() {
    return returned;
  }

  private void compare(ChangelogSchema schema) {
    Set<Integer> key = new HashSet<>();
    for (int position : schema.keyColumns()) {
      key.add(position);
    }
    Set<String> written = new HashSet<>(SystemColumns.NAMES);
    for (int i = 0; i < schema.columns().size(); i++) {
      Column column = schema.columns().get(i);
      if (compare(column, key.contains(i))) {
        written.add(column.name());
      } else {
        omitted.add(column.name());
      }
    }
    for (TargetColumn target : table.columns()) {
      if (!written.contains(target.name())
          && !target.hasDefault()
          && ColumnFit.lacksNull(target.type())) {
        changes.add(TableDdl.modification(target.name(), ColumnFit.nullable(target.type())));
      }
    }
  }

  /** False when the column must be left out. */
  private boolean compare(Column column, boolean key) {
    TargetColumn target = table.columnsByName().get(column.name());
    boolean outdated = !key && !snapshot;
    if (outdated && history.isLostAfter(version, source(column))) {
      return false;
    }
    boolean retyped = outdated && history.isRetypedAfter(version, source(column));
    if (target == null) {
      // the writer that logged the later type may not have added the column yet
      boolean other = retyped && history.isOtherColumnAfter(version, source(column));
      if (!other) {
        changes.add(TableDdl.addition(column, defaults));
      }
      return !other;
    }
    ColumnFit fit = ColumnFit.of(column, target, key);
    boolean leftOver =
        !ColumnFit.isNatural(column, target) && history.wasOtherKindBefore(version, source(column));
    if (fit instanceof ColumnFit.Unfit || leftOver) {
      if (!retyped) {
        problems.add(SchemaMessages.unfit(table, column, target));
      }
      return !retyped;
    }
    if (!key && history.isNewest(version) && history.isGone(source(column))) {
      returned = true;
      problems.add(SchemaMessages.returned(table, column));
    } else if (fit instanceof ColumnFit.FitsAs as) {
      changes.add(TableDdl.modification(column.name(), as.type()));
    } else if (fit instanceof ColumnFit.KeyTooNarrow narrow) {
      notices.add(SchemaMessages.narrowKey(table, target, narrow.type()));
    }
    return true;
  }

  private static Column source(Column column) {
    return column.named(SystemColumns.sourceName(column.name()));
  }
}

package io.isomer.clickhouse.schema;

import static io.isomer.targetformat.ClickHouseDialect.quote;

import io.isomer.changelog.Column;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.clickhouse.type.TargetTypeMapping;
import io.isomer.targetformat.type.TargetColumn;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** Says why a source's schema cannot be followed, or what following it leaves to do. */
public final class SchemaMessages {

  private static final String RESYNC =
      " Then let Debezium send the table anew (an incremental snapshot), as rows that have not"
          + " changed since read NULL until then.";

  private SchemaMessages() {}

  static String unfit(TargetTable table, Column column, TargetColumn target) {
    return ("column %s of %s is of type %s, which cannot become the source's %s: the source has"
            + " dropped it and added another one of its name, or has converted its values. %s")
        .formatted(
            column.name(),
            table,
            target.type(),
            TargetTypeMapping.clickHouseType(column),
            makeRoom(table, column));
  }

  static String returned(TargetTable table, Column column) {
    return ("the source of %s has dropped its column %s and added one of that name again, and the"
            + " former values are still there. %s")
        .formatted(table, column.name(), makeRoom(table, column));
  }

  private static String makeRoom(TargetTable table, Column column) {
    return ("Make room for it in ClickHouse: ALTER TABLE %s RENAME COLUMN %s TO %s (or DROP COLUMN"
            + " it), and the table goes on by itself, where it failed the job from the last"
            + " checkpoint.%s")
        .formatted(
            table.quotedName(), quote(column.name()), quote(column.name() + "__former"), RESYNC);
  }

  static String narrowKey(TargetTable table, TargetColumn target, String wanted) {
    return ("Column %s of %s is of type %s where the source now needs %s. It belongs to the sorting"
            + " key, which cannot be altered; a value that does not fit will stop the job. Before"
            + " that, create the table anew: stop the job, DROP TABLE %s, start the job without a"
            + " savepoint")
        .formatted(target.name(), table, target.type(), wanted, table.quotedName());
  }

  public static String otherSource(String target, String known, TableId source) {
    return ("table %s takes the changes of %s already, and cannot take those of %s too; put {schema}"
            + " into clickhouse.table-template and clickhouse.view-template to keep them apart")
        .formatted(target, known, source);
  }

  static String viewNameTaken(String view, String target) {
    return ("ClickHouse has a table or view %s already, and it is not the view of %s that would be"
            + " created; rename it, or choose another name with clickhouse.view-template")
        .formatted(view, target);
  }

  static String longTableName(String target, TableId source, SQLException refusal) {
    return longName("table", target, source, "target", "clickhouse.table-template", refusal);
  }

  static String longViewName(String view, TableId source, SQLException refusal) {
    return longName("view", view, source, "view", "clickhouse.view-template", refusal);
  }

  private static String longName(
      String kind, String name, TableId source, String rule, String option, SQLException refusal) {
    return ("ClickHouse cannot create the %s %s for %s: the name has %d bytes, too many for the"
            + " files that it becomes part of, with up to 255 bytes each, where what is no ASCII"
            + " letter, digit or underscore counts threefold. Give this table a shorter one, by the"
            + " %s of a rule in table-rules or by %s, and start the job anew. ClickHouse says: %s")
        .formatted(
            kind,
            name,
            source,
            name.getBytes(StandardCharsets.UTF_8).length,
            rule,
            option,
            refusal.getCause().getMessage());
  }

  static String foreignView(String view, TargetTable table) {
    return ("The view %s is not as the job makes it and is left alone: add to it what has changed in"
            + " %s, or drop it, and the job creates it with the next change of the schema")
        .formatted(view, table);
  }

  static String renamed(String source, List<String> gone, List<String> added) {
    return ("Columns %s of %s are gone and %s are new: if they were renamed, rows that have not"
            + " changed since read NULL in the new columns until Debezium sends the table anew (an"
            + " incremental snapshot)")
        .formatted(gone, source, added);
  }

  static String refused(TargetTable table, String sql, String reason) {
    return "ClickHouse refuses what %s needs to follow its source: %s (%s)"
        .formatted(table, reason, sql);
  }
}

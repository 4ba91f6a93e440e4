package io.isomer.clickhouse.encode;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.clickhouse.convert.ColumnConverters;
import io.isomer.clickhouse.table.TableDdl;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.clickhouse.table.TargetTableCheck;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.clickhouse.type.TargetTypeMapping;
import io.isomer.targetformat.type.TargetColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the encoder of a schema's rows for a target table, once per pair. */
public final class RowBinaryEncoders {

  private RowBinaryEncoders() {}

  /**
   * @param omitted names of the columns that are not to be written
   * @throws UnfitTableException with everything that keeps the schema's rows out of the table
   */
  public static RowBinaryEncoder create(
      TargetTable table, ChangelogSchema schema, Set<String> omitted) throws UnfitTableException {
    TargetTableCheck.check(table, schema);
    Map<String, TargetColumn> targets = table.columnsByName();
    List<Integer> key = Arrays.stream(schema.keyColumns()).boxed().toList();
    List<String> problems = new ArrayList<>();
    List<ColumnEncoder> encoders = new ArrayList<>();
    for (int i = 0; i < schema.columns().size(); i++) {
      Column column = schema.columns().get(i);
      if (omitted.contains(column.name())) {
        encoders.add(ColumnEncoder.omitted(column));
        continue;
      }
      TargetColumn target = targets.get(column.name());
      if (target == null) {
        problems.add(missing(table, column));
        continue;
      }
      int keyPosition = key.indexOf(i);
      ColumnConverters.resolve(column, target)
          .ifPresentOrElse(
              converter ->
                  encoders.add(ColumnEncoder.of(column, target.type(), converter, keyPosition)),
              () -> problems.add(unsupported(table, column, target)));
    }
    if (!problems.isEmpty()) {
      throw new UnfitTableException(String.join("; ", problems));
    }
    return new RowBinaryEncoder(table, schema, encoders);
  }

  private static String missing(TargetTable table, Column column) {
    return "table %s lacks the source's column %s; add it: %s"
        .formatted(table, column.name(), TableDdl.addColumn(table, column));
  }

  private static String unsupported(TargetTable table, Column column, TargetColumn target) {
    return "column %s of %s is of type %s, which cannot hold the source's %s; make it %s"
        .formatted(
            column.name(),
            table,
            target.type(),
            column.type(),
            TargetTypeMapping.clickHouseType(column));
  }
}

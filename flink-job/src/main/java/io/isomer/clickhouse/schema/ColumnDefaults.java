package io.isomer.clickhouse.schema;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.convert.ColumnConverter;
import io.isomer.clickhouse.convert.ColumnConverters;
import io.isomer.clickhouse.convert.UnfitValueException;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.table.TableDdl;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.clickhouse.type.TargetTypeMapping;
import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.type.TargetColumn;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The DEFAULT clauses of a schema's columns, so that rows from before a column was added read what
 * they read in PostgreSQL.
 *
 * <p>For times the connector sends made-up defaults where PostgreSQL has {@code now()}, and in
 * arrays rows without a value read an empty one: neither gets a clause.
 */
public final class ColumnDefaults {

  private static final Set<ColumnKind> KINDS =
      EnumSet.of(
          ColumnKind.BOOLEAN,
          ColumnKind.INT16,
          ColumnKind.INT32,
          ColumnKind.INT64,
          ColumnKind.UINT32,
          ColumnKind.FLOAT32,
          ColumnKind.FLOAT64,
          ColumnKind.DECIMAL,
          ColumnKind.STRING,
          ColumnKind.BITS,
          ColumnKind.UUID,
          ColumnKind.JSON,
          ColumnKind.ENUM);

  private ColumnDefaults() {}

  /** ClickHouse itself spells the values: what is stored is what it would read from a row. */
  static TableDdl.DefaultClause of(Iterable<Column> columns, ClickHouseClient client)
      throws SQLException {
    Map<Column, String> clauses = new HashMap<>();
    for (Column column : columns) {
      if (column.defaultValue() != null && KINDS.contains(column.type().kind())) {
        clauses.put(column, clause(column, client));
      }
    }
    return column -> clauses.getOrDefault(column, "");
  }

  private static String clause(Column column, ClickHouseClient client) throws SQLException {
    String type = TargetTypeMapping.clickHouseType(column.type(), false);
    TargetColumn target = TargetColumn.of(column.name(), type);
    ColumnConverter converter = ColumnConverters.resolve(column, target).orElseThrow();
    RowReader in = new RowReader();
    in.reset(column.defaultValue());
    if (in.readMark() != RowWriter.VALUE) {
      return "";
    }
    RowBinaryBuffer value = new RowBinaryBuffer();
    try {
      converter.convert(in, value);
    } catch (UnfitValueException e) {
      throw new UnfitTableException(
          "the DEFAULT of column %s is %s, which its type %s cannot hold: %s"
              .formatted(column.name(), e.value(), type, e.getMessage()));
    }
    String text =
        client.text(
            "SELECT toString(value) FROM format(RowBinary, %s, unhex('%s'))"
                .formatted(
                    ClickHouseDialect.literal("value " + type),
                    HexFormat.of().formatHex(value.toByteArray())));
    return " DEFAULT " + ClickHouseDialect.literal(text);
  }
}

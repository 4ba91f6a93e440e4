package io.isomer.clickhouse.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowWriter;
import io.isomer.changelog.TableId;
import io.isomer.clickhouse.TestTable;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.targetformat.RowVersion;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TimeRange;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowBinaryEncoderTest {

  private static final ColumnType TEXT = ColumnType.of(ColumnKind.STRING);
  private static final ColumnType INT = ColumnType.of(ColumnKind.INT32);
  private static final String VERSION = "08070605040302010f0e0d0c0b0a0900";

  private final TargetTable table =
      new TargetTable(
          "d",
          "t",
          "ReplacingMergeTree(_version, _is_deleted)",
          "a, b",
          List.of(
              TargetColumn.of("_is_deleted", "UInt8"),
              TargetColumn.of("note", "Nullable(String)"),
              TargetColumn.of("extra", "String"),
              TargetColumn.of("a", "Int16"),
              TargetColumn.of("n", "Decimal(38, 2)"),
              TargetColumn.of("b", "String"),
              TargetColumn.of("_version", "UInt128")),
          TimeRange.FROM_1900_TO_2299);

  /** The key's order is not the columns'. */
  private final ChangelogSchema schema =
      new ChangelogSchema(
          "topic",
          new TableId("s", "t"),
          List.of(
              new Column("a", INT, false),
              new Column("note", TEXT, true),
              new Column("b", TEXT, false),
              new Column("n", ColumnType.decimal(38, 2), false)),
          new int[] {2, 0});

  private final RowBinaryBuffer out = new RowBinaryBuffer();

  private static byte[] values(Object... typesAndValues) {
    RowWriter writer = new RowWriter();
    for (int i = 0; i < typesAndValues.length; i += 2) {
      TestTable.write(typesAndValues[i + 1], (ColumnType) typesAndValues[i], writer);
    }
    return writer.toByteArray();
  }

  private ChangelogEvent event(Operation operation, Object a, Object note, Object n) {
    byte[] key = values(TEXT, "k", INT, a);
    byte[] row =
        operation.hasRow()
            ? values(INT, a, TEXT, note, TEXT, "k", ColumnType.decimal(38, 2), n)
            : new byte[0];
    RowVersion version = new RowVersion(0x00090a0b0c0d0e0fL, 0x0102030405060708L);
    return new ChangelogEvent(schema, operation, version, 3, 42, 0, key, row);
  }

  private String encode(ChangelogEvent event) throws Exception {
    RowBinaryEncoder encoder = RowBinaryEncoders.create(table, schema, Set.of());
    assertThat(encoder.encode(event, (column, to) -> false, out)).isTrue();
    return HexFormat.of().formatHex(out.toByteArray());
  }

  @Test
  void namesTheSourcesColumnsAndOurs() throws Exception {
    assertThat(RowBinaryEncoders.create(table, schema, Set.of()).columnNames())
        .containsExactly("a", "note", "b", "n", "_version", "_is_deleted");
  }

  @Test
  void writesRowVersionAndMark() throws Exception {
    assertThat(encode(event(Operation.CREATE, 258, "x", "0.05")))
        .isEqualTo("0201" + "000178" + "016b" + "05" + "00".repeat(15) + VERSION + "00");
  }

  @Test
  void writesADeletionFromItsKey() throws Exception {
    assertThat(encode(event(Operation.DELETE, 258, null, null)))
        .isEqualTo("0201" + "01" + "016b" + "00".repeat(16) + VERSION + "01");
  }

  @Test
  void writesNothingOfARowThatLacksAValue() throws Exception {
    RowBinaryEncoder encoder = RowBinaryEncoders.create(table, schema, Set.of());
    out.writeByte(7);

    assertThat(
            encoder.encode(
                event(Operation.UPDATE, 1, TestTable.UNAVAILABLE, "1"), (column, to) -> false, out))
        .isFalse();
    assertThat(out.toByteArray()).containsExactly(7);
  }

  @Test
  void asksForAMissingValueByName() throws Exception {
    RowBinaryEncoder encoder = RowBinaryEncoders.create(table, schema, Set.of());
    UnchangedValues missing =
        (column, to) -> {
          assertThat(column).isEqualTo("note");
          to.writeByte(1);
          return true;
        };

    assertThat(encoder.encode(event(Operation.UPDATE, 1, TestTable.UNAVAILABLE, "1"), missing, out))
        .isTrue();
  }

  @Test
  void aValueOfAnOlderRowOfTheSameShapeLeavesTheFurtherColumnsAlone() throws Exception {
    RowBinaryEncoder encoder = RowBinaryEncoders.create(table, schema, Set.of());
    ChangelogEvent older = event(Operation.CREATE, 1, "x", "0.05");
    ChangelogEvent newer = event(Operation.UPDATE, 1, TestTable.UNAVAILABLE, "2.00");

    encoder.encode(newer, (column, to) -> encoder.encodeColumn(column, older, to), out);

    assertThat(HexFormat.of().formatHex(out.toByteArray()))
        .isEqualTo("0100" + "000178" + "016b" + "c8" + "00".repeat(15) + VERSION + "00");
  }

  @Test
  void tellsWhereAnUnfitValueIs() throws Exception {
    RowBinaryEncoder encoder = RowBinaryEncoders.create(table, schema, Set.of());

    assertThatThrownBy(
            () -> encoder.encode(event(Operation.CREATE, 1, "x", "0.001"), (c, to) -> false, out))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "column n of d.t cannot hold 0.001: Decimal(38, 2) has 2 digits after the point, the"
                + " value has more (message topic-3@42)");
    assertThatThrownBy(
            () ->
                encoder.encode(event(Operation.DELETE, 70_000, null, null), (c, to) -> false, out))
        .hasMessageContaining("column a of d.t cannot hold 70000");
  }
}

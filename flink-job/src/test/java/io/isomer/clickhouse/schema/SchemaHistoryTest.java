package io.isomer.clickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.targetformat.RowVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaHistoryTest {

  private static final Column A = new Column("a", ColumnType.of(ColumnKind.INT32), true);
  private static final Column WIDER_A = new Column("a", ColumnType.of(ColumnKind.INT64), true);
  private static final Column SHORT = new Column("d", ColumnType.decimal(5, 2), true);
  private static final Column LONG = new Column("d", ColumnType.decimal(9, 2), true);

  /** a from 10, gone at 20, back as a wider one at 30. */
  private final SchemaHistory history =
      new SchemaHistory(
          List.of(
              schema(10, List.of("a", "b"), List.of("INT32", "STRING")),
              schema(20, List.of("b"), List.of("STRING")),
              schema(30, List.of("b", "a"), List.of("STRING", "INT64"))));

  private static RowVersion version(long lsn) {
    return RowVersion.of(0, lsn, lsn);
  }

  private static SchemaVersion schema(long lsn, List<String> columns, List<String> types) {
    return new SchemaVersion(version(lsn), "public.t", columns, types);
  }

  @Test
  void theHighestVersionIsTheNewest() {
    assertThat(history.isNewest(version(29))).isFalse();
    assertThat(history.isNewest(version(30))).isTrue();
    assertThat(new SchemaHistory(List.of()).isNewest(RowVersion.ZERO)).isTrue();
  }

  @Test
  void whatANeighbourSaysAlreadyIsImplied() {
    assertThat(history.implies(schema(15, List.of("a", "b"), List.of("INT32", "STRING")))).isTrue();
    assertThat(history.implies(schema(15, List.of("b"), List.of("STRING")))).isTrue();
    assertThat(history.implies(schema(25, List.of("a", "b"), List.of("INT32", "STRING"))))
        .isFalse();
    assertThat(history.implies(schema(40, List.of("b"), List.of("STRING")))).isFalse();
    assertThat(history.implies(schema(40, List.of("b", "a"), List.of("STRING", "INT64")))).isTrue();
    assertThat(new SchemaHistory(List.of()).implies(schema(1, List.of("b"), List.of("STRING"))))
        .isFalse();
  }

  @Test
  void aLostColumnIsLostForWhatIsOlder() {
    assertThat(history.isLostAfter(version(10), A)).isTrue();
    assertThat(history.isLostAfter(version(19), A)).isTrue();
    assertThat(history.isLostAfter(version(20), A)).isFalse();
    assertThat(history.isRetypedAfter(version(25), A)).isTrue();
    assertThat(history.isRetypedAfter(version(25), WIDER_A)).isFalse();
  }

  @Test
  void aColumnIsGoneAsLongAsTheNewestSchemaLacksIt() {
    assertThat(history.isGone(A)).isFalse();
    assertThat(
            new SchemaHistory(
                    List.of(
                        schema(10, List.of("a"), List.of("INT32")),
                        schema(20, List.of("b"), List.of("STRING"))))
                .isGone(A))
        .isTrue();
  }

  @Test
  void digitsMakeNoOtherKind() {
    SchemaHistory decimals =
        new SchemaHistory(List.of(schema(10, List.of("d"), List.of(SHORT.type().toString()))));

    assertThat(decimals.wasOtherKindBefore(version(20), LONG)).isFalse();
    assertThat(history.wasOtherKindBefore(version(20), WIDER_A)).isTrue();
    assertThat(history.wasOtherKindBefore(version(10), WIDER_A)).isFalse();
  }

  @Test
  void aColumnThatOnlyGetsWiderStaysTheSame() {
    SchemaHistory widened =
        new SchemaHistory(
            List.of(
                schema(10, List.of("b"), List.of("STRING")),
                schema(30, List.of("b", "a", "d"), List.of("STRING", "INT64", "DECIMAL(9, 2)"))));
    assertThat(widened.isRetypedAfter(version(20), A)).isTrue();
    assertThat(widened.isRetypedAfter(version(20), SHORT)).isTrue();
    assertThat(widened.isOtherColumnAfter(version(20), A)).isFalse();
    assertThat(widened.isOtherColumnAfter(version(20), SHORT)).isFalse();
    assertThat(
            widened.isOtherColumnAfter(
                version(20), new Column("a", ColumnType.of(ColumnKind.STRING), true)))
        .isTrue();
    assertThat(
            widened.isOtherColumnAfter(
                version(40), new Column("a", ColumnType.of(ColumnKind.STRING), true)))
        .isFalse();
  }
}

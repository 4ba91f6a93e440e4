package io.isomer.clickhouse.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.Column;
import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.clickhouse.type.TargetTypeMapping;
import io.isomer.targetformat.type.TargetColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnFitTest {

  private static final Map<String, ColumnType> SOURCES = new TreeMap<>();

  static {
    for (ColumnKind kind :
        List.of(
            ColumnKind.BOOLEAN,
            ColumnKind.INT16,
            ColumnKind.INT32,
            ColumnKind.INT64,
            ColumnKind.FLOAT32,
            ColumnKind.FLOAT64,
            ColumnKind.STRING,
            ColumnKind.UUID,
            ColumnKind.ENUM,
            ColumnKind.DATE)) {
      SOURCES.put(kind.name(), ColumnType.of(kind));
    }
    SOURCES.put("NUMERIC", ColumnType.of(ColumnKind.DECIMAL));
    SOURCES.put("DECIMAL(5,2)", ColumnType.decimal(5, 2));
    SOURCES.put("DECIMAL(20,2)", ColumnType.decimal(20, 2));
    SOURCES.put("DECIMAL(20,4)", ColumnType.decimal(20, 4));
    SOURCES.put("DECIMAL(76,70)", ColumnType.decimal(76, 70));
    SOURCES.put("TIMESTAMP(3)", ColumnType.time(ColumnKind.TIMESTAMP, 3));
    SOURCES.put("TIMESTAMP(6)", ColumnType.time(ColumnKind.TIMESTAMP, 6));
    SOURCES.put("INT32[]", ColumnType.arrayOf(ColumnType.of(ColumnKind.INT32)));
    SOURCES.put("INT64[]", ColumnType.arrayOf(ColumnType.of(ColumnKind.INT64)));
  }

  private static ColumnFit fit(String source, boolean optional, String target, boolean key) {
    return ColumnFit.of(
        new Column("c", SOURCES.get(source), optional), TargetColumn.of("c", target), key);
  }

  private static boolean natural(String source, String target) {
    return ColumnFit.isNatural(
        new Column("c", SOURCES.get(source), false), TargetColumn.of("c", target));
  }

  @Test
  void everySourceFitsIntoTheTypeThatItIsGiven() {
    SOURCES.forEach(
        (name, type) -> {
          for (boolean optional : new boolean[] {false, true}) {
            String target = TargetTypeMapping.clickHouseType(type, optional);
            assertThat(fit(name, optional, target, false)).as(name).isEqualTo(new ColumnFit.Fits());
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "INT16, INT32, Int32",
    "INT16, INT64, Int64",
    "INT32, INT64, Int64",
    "FLOAT32, FLOAT64, Float64",
    "'DECIMAL(5,2)', 'DECIMAL(20,2)', 'Decimal(20, 2)'",
    "'DECIMAL(5,2)', 'DECIMAL(20,4)', 'Decimal(20, 4)'",
    "'DECIMAL(20,2)', 'DECIMAL(20,4)', 'Decimal(22, 4)'",
    "'DECIMAL(5,2)', 'DECIMAL(76,70)', 'Decimal(76, 70)'",
    "TIMESTAMP(3), TIMESTAMP(6), 'DateTime64(6, ''UTC'')'",
  })
  void widens(String former, String now, String wider) {
    String target = TargetTypeMapping.clickHouseType(SOURCES.get(former), false);

    assertThat(fit(now, false, target, false)).isEqualTo(new ColumnFit.FitsAs(wider));
    assertThat(fit(now, true, target, false))
        .isEqualTo(new ColumnFit.FitsAs("Nullable(" + wider + ")"));
    assertThat(fit(now, false, "Nullable(" + target + ")", false))
        .isEqualTo(new ColumnFit.FitsAs("Nullable(" + wider + ")"));
    assertThat(fit(now, false, target, true)).isEqualTo(new ColumnFit.KeyTooNarrow(wider));
  }

  @Test
  void widensArrays() {
    assertThat(fit("INT64[]", true, "Array(Nullable(Int32))", false))
        .isEqualTo(new ColumnFit.FitsAs("Array(Nullable(Int64))"));
    assertThat(fit("INT64[]", true, "Array(Int32)", false))
        .isEqualTo(new ColumnFit.FitsAs("Array(Int64)"));
  }

  /** Every pair that is neither the same nor a widening: what can be written, and what cannot. */
  @Test
  void refusesWhatNeitherFitsNorWidens() {
    List<String> accepted = new ArrayList<>();
    SOURCES.forEach(
        (former, type) ->
            SOURCES.keySet().stream()
                .filter(now -> !now.equals(former))
                .filter(
                    now ->
                        fit(now, false, TargetTypeMapping.clickHouseType(type, false), false)
                            instanceof ColumnFit.Fits)
                .filter(now -> natural(now, TargetTypeMapping.clickHouseType(type, false)))
                .forEach(now -> accepted.add(former + " -> " + now)));

    assertThat(accepted)
        .containsExactlyInAnyOrder(
            "INT32 -> INT16",
            "INT64 -> INT16",
            "INT64 -> INT32",
            "FLOAT64 -> FLOAT32",
            "DECIMAL(20,2) -> DECIMAL(5,2)",
            "DECIMAL(20,4) -> DECIMAL(5,2)",
            "DECIMAL(76,70) -> DECIMAL(5,2)",
            "DECIMAL(76,70) -> DECIMAL(20,2)",
            "DECIMAL(76,70) -> DECIMAL(20,4)",
            "DECIMAL(20,2) -> DECIMAL(76,70)", // no type has that many digits
            "DECIMAL(20,4) -> DECIMAL(76,70)",
            "TIMESTAMP(6) -> TIMESTAMP(3)",
            "INT64[] -> INT32[]",
            "ENUM -> STRING",
            "STRING -> ENUM",
            "NUMERIC -> ENUM",
            "NUMERIC -> STRING", // without precision it is stored as text
            "STRING -> NUMERIC",
            "ENUM -> NUMERIC");
  }

  @ParameterizedTest
  @CsvSource({
    "INT32, UInt64",
    "INT64, 'LowCardinality(Int32)'",
    "TIMESTAMP(6), 'DateTime64(3, ''Europe/Paris'')'",
    "STRING, 'LowCardinality(String)'",
  })
  void leavesSomebodysChoiceOfATypeAlone(String source, String target) {
    assertThat(fit(source, false, target, false)).isEqualTo(new ColumnFit.Fits());
  }

  @ParameterizedTest
  @CsvSource({
    "STRING, String, Nullable(String)",
    "ENUM, LowCardinality(String), LowCardinality(Nullable(String))",
    "UUID, UUID, Nullable(UUID)",
    "'DECIMAL(5,2)', 'Decimal(5, 2)', 'Nullable(Decimal(5, 2))'",
  })
  void becomesNullable(String source, String target, String nullable) {
    assertThat(fit(source, true, target, false)).isEqualTo(new ColumnFit.FitsAs(nullable));
    assertThat(fit(source, true, nullable, false)).isEqualTo(new ColumnFit.Fits());
    assertThat(fit(source, false, nullable, false)).isEqualTo(new ColumnFit.Fits());
    assertThat(fit(source, true, target, true)).isEqualTo(new ColumnFit.Fits());
  }
}

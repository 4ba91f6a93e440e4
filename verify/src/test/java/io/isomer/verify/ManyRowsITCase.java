package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One flipped bit, a missing row and a ghost row are found among many, told, mended, and gone.
 * {@code -Disomer.verify.rows=10000000} takes as many rows as the documents speak of, and then
 * bounds the verifier's memory too.
 */
class ManyRowsITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();
  private static final long ROWS = Long.getLong("isomer.verify.rows", 200_000);
  private static final long LARGE = 10_000_000;
  private static final long RANGE_ROWS = Math.min(1_000_000, ROWS / 4);
  private static final long MOST_BYTES = 512L << 20;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  // keys are even, so that the ghost's one lies among them
  private static final long FLIPPED = ROWS / 2;
  private static final long MISSING = ROWS / 3;
  private static final long GHOST_KEY = ROWS / 5 * 2 + 1;

  @TempDir private Path directory;

  @BeforeEach
  void fill() throws Exception {
    JobLayout.create(
        DATABASES,
        "many",
        new JobLayout.Key("bigint", "Int64"),
        "n integer, name text, at timestamp, amount double precision",
        "n Nullable(Int32), name Nullable(String), at Nullable(DateTime64(6, 'UTC')), amount Nullable(Float64)");
    DATABASES.source(
        "INSERT INTO many SELECT i * 2, i, 'row ' || i, timestamp '2024-01-01' + i * interval '1 second', i / 8.0::float8 FROM generate_series(1, %d) i"
            .formatted(ROWS),
        "ANALYZE many");
    DATABASES.copy(
        "INSERT INTO many__versions SELECT (number + 1) * 2 AS id, number + 1 AS n, concat('row ', toString(n)), fromUnixTimestamp64Micro(toInt64(1704067200 + n) * 1000000, 'UTC'), n / 8, 1000, 0 FROM numbers(%d)"
            .formatted(ROWS));
  }

  @AfterEach
  void drop() throws Exception {
    DATABASES.source("DROP TABLE many");
    DATABASES.copy("DROP VIEW many", "DROP TABLE many__versions");
  }

  private static void plant() throws Exception {
    DATABASES.copy(
        "ALTER TABLE many__versions UPDATE amount = reinterpretAsFloat64(bitXor(reinterpretAsUInt64(assumeNotNull(amount)), 1)) WHERE id = %d SETTINGS mutations_sync = 1"
            .formatted(FLIPPED * 2),
        "ALTER TABLE many__versions DELETE WHERE id = %d SETTINGS mutations_sync = 1"
            .formatted(MISSING * 2),
        "INSERT INTO many__versions VALUES (%d, NULL, 'ghost', NULL, 0.5, 1000, 0)"
            .formatted(GHOST_KEY));
  }

  @Test
  void whatIsPlantedIsFoundToldMendedAndGone() throws Exception {
    plant();
    List<String> arguments = new ArrayList<>(DATABASES.arguments());
    arguments.addAll(List.of("--range-rows", String.valueOf(RANGE_ROWS), "public.many"));
    VerifierProcess verifier = new VerifierProcess(arguments, directory);

    VerifierProcess.Run found = run(verifier, "compared");
    assertThat(found.exitCode()).isEqualTo(1);
    assertThat(table(found).get("outcome").asText()).isEqualTo("different");
    assertThat(table(found).get("complete").asBoolean()).isTrue();
    assertThat(table(found).get("repaired")).isEmpty();
    assertThePlantedRows(table(found).get("differences"));

    VerifierProcess.Run mended = run(verifier, "compared and repaired", "--repair");
    assertThat(mended.exitCode()).isZero();
    assertThat(table(mended).get("differences")).isEmpty();
    assertThePlantedRows(table(mended).get("repaired"));

    VerifierProcess.Run equal = run(verifier, "compared again");
    assertThat(equal.exitCode()).isZero();
    assertThat(table(equal).get("outcome").asText()).isEqualTo("equal");
    assertThat(table(equal).get("sourceRows").asLong()).isEqualTo(ROWS);
    assertThat(table(equal).get("targetRows").asLong()).isEqualTo(ROWS);
    assertThat(table(equal).get("differences")).isEmpty();
    assertThat(table(equal).get("repaired")).isEmpty();
  }

  private static VerifierProcess.Run run(VerifierProcess verifier, String what, String... more)
      throws Exception {
    VerifierProcess.Run run = verifier.run(LIMIT, more);
    System.out.printf(
        "%,d rows %s in %.1f s, with %,d MB at most%n",
        ROWS, what, run.took().toMillis() / 1000.0, run.peakBytes() >> 20);
    if (ROWS >= LARGE) {
      assertThat(run.peakBytes()).as("peak of resident memory, bytes").isBetween(1L, MOST_BYTES);
    }
    return run;
  }

  private static JsonNode table(VerifierProcess.Run run) {
    assertThat(run.report().get("tables")).hasSize(1);
    JsonNode table = run.report().get("tables").get(0);
    assertThat(table.get("failure").isNull()).as(table.toString()).isTrue();
    assertThat(table.get("unsettled")).isEmpty();
    return table;
  }

  private static void assertThePlantedRows(JsonNode rows) {
    Map<String, JsonNode> byKind = new LinkedHashMap<>();
    rows.forEach(row -> byKind.put(row.get("kind").asText(), row));
    assertThat(rows).as(rows.toString()).hasSize(3);
    assertThat(byKind).containsOnlyKeys("different", "missing", "ghost");
    byKind.values().forEach(row -> assertThat(row.get("key")).hasSize(1));
    assertTheFlippedBit(byKind.get("different"));

    JsonNode missing = byKind.get("missing");
    assertThat(missing.get("key").get(0).asLong()).isEqualTo(MISSING * 2);
    assertThat(values(missing, "source")).containsEntry("name", "row " + MISSING);
    assertThat(values(missing, "target").values()).containsOnlyNulls();

    JsonNode ghost = byKind.get("ghost");
    assertThat(ghost.get("key").get(0).asLong()).isEqualTo(GHOST_KEY);
    assertThat(values(ghost, "target")).containsEntry("name", "ghost").containsEntry("n", null);
    assertThat(values(ghost, "source").values()).containsOnlyNulls();
  }

  private static void assertTheFlippedBit(JsonNode row) {
    double right = FLIPPED / 8.0;
    double wrong = Double.longBitsToDouble(Double.doubleToRawLongBits(right) ^ 1);
    assertThat(row.get("key").get(0).asLong()).isEqualTo(FLIPPED * 2);
    assertThat(values(row, "source")).containsOnlyKeys("amount");
    assertThat(Double.parseDouble(values(row, "source").get("amount"))).isEqualTo(right);
    assertThat(Double.parseDouble(values(row, "target").get("amount"))).isEqualTo(wrong);
  }

  private static Map<String, String> values(JsonNode row, String side) {
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonNode column : row.get("columns")) {
      JsonNode value = column.get(side);
      values.put(column.get("column").asText(), value.isNull() ? null : value.asText());
    }
    return values;
  }
}

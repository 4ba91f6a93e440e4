package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * While changes stream in, nothing in flight is taken for a difference, and no difference is
 * missed.
 */
class StreamingITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();
  private static final int ROUNDS = 3;

  @Test
  void onlyWhatIsPlantedIsFound() throws Exception {
    DATABASES.source(
        "CREATE TABLE busy (id int PRIMARY KEY, v text)",
        "INSERT INTO busy SELECT n, 'v' FROM generate_series(100000, 104999) n",
        "ANALYZE busy");
    DATABASES.copy(
        "CREATE TABLE busy__versions (id Int32, v Nullable(String), _version UInt128, _is_deleted UInt8) ENGINE = ReplacingMergeTree(_version, _is_deleted) ORDER BY id",
        "INSERT INTO busy__versions SELECT number + 100000, 'v', 1000, 0 FROM numbers(5000)",
        "CREATE VIEW busy AS SELECT id, v FROM busy__versions FINAL");
    long inFlight = 0;
    LaggingCopy load = new LaggingCopy(DATABASES, "busy");
    try {
      for (int round = 0; round < ROUNDS; round++) {
        TableResult clean = verify(load, "");
        inFlight += clean.inFlight();
        assertThat(clean.failure()).isEmpty();
        assertThat(clean.differences()).isEmpty();
      }
      DATABASES.copy(
          "INSERT INTO busy__versions VALUES (100001, 'w', 1001, 0), (104998, 'v', 1001, 1), (200000, 'v', 1000, 0)");
      TableResult planted = verify(load, "");
      assertThat(planted.outcome()).isEqualTo(Outcome.DIFFERENT);
      assertThat(planted.differences().stream().map(RowDifference::key).sorted(BY_KEY))
          .containsExactly(List.of("100001"), List.of("104998"), List.of("200000"));
      TableResult repaired = verify(load, "{table}__versions");
      assertThat(repaired.differences()).isEmpty();
      assertThat(repaired.repaired()).hasSize(3);
      assertThat(load.changes()).isGreaterThan(100);
    } finally {
      load.stop();
    }
    assertThat(inFlight).as("rows that differed for a while").isPositive();
    TableResult quiet = verify(load, "");
    assertThat(quiet.outcome()).isEqualTo(Outcome.EQUAL);
    assertThat(quiet.sourceRows()).isEqualTo(quiet.targetRows());
  }

  private static final Comparator<List<String>> BY_KEY = Comparator.comparing(key -> key.get(0));

  private static TableResult verify(LaggingCopy load, String versions) throws Exception {
    return DATABASES.verify("public", "busy", "{table}", versions, postgres -> load);
  }
}

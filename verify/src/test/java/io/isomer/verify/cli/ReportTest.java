package io.isomer.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.Outcome;
import io.isomer.verify.RowDifference;
import io.isomer.verify.RowDifference.Kind;
import io.isomer.verify.RowDifference.Value;
import io.isomer.verify.TableResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final RowDifference CHANGED =
      new RowDifference(Kind.DIFFERENT, List.of("7"), List.of(new Value("a\"b", "x\ny", null)));
  private static final RowDifference GHOST =
      new RowDifference(Kind.GHOST, List.of("8"), List.of(new Value("id", null, "8")));

  private static TableResult result(List<RowDifference> differences) {
    return new TableResult(
        "s.t",
        "d.t",
        List.of("id"),
        1234,
        1235,
        3,
        differences,
        List.of(),
        0,
        true,
        List.of(),
        List.of(),
        "",
        Duration.ofMillis(1500));
  }

  /** Of which not every row was judged. */
  private static TableResult incomplete(List<RowDifference> differences, long repairedRows) {
    return new TableResult(
        "s.t",
        "d.t",
        List.of("id"),
        1234,
        1235,
        3,
        differences,
        List.of(),
        repairedRows,
        false,
        List.of(),
        List.of(),
        "",
        Duration.ofMillis(1500));
  }

  @Test
  void whatWasNotReadInFullIsNeverEqual() {
    TableResult open = incomplete(List.of(), 50_000);
    assertThat(open.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(Outcome.of(List.of(result(List.of()), open))).isEqualTo(Outcome.UNKNOWN);
    assertThat(TextReport.lines(open))
        .first()
        .asString()
        .startsWith("s.t: not settled: some ranges differed at every check, in more rows than")
        .endsWith("; 1,234 rows compared, value by value, in 1.5 s, 3 in flight, 50,000 repaired");
    assertThat(JsonReport.of(List.of(open)))
        .startsWith("{\"outcome\":\"unknown\"")
        .contains("\"complete\":false,\"incompleteBecause\":\"some ranges differed")
        .contains("\"repairedRows\":50000");
  }

  @Test
  void whatDiffersInPartIsToldAsAtLeast() {
    TableResult some = incomplete(List.of(GHOST), 0);
    assertThat(some.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(TextReport.lines(some))
        .startsWith(
            "s.t: different: at least 1 of 1,234 rows, 3 in flight, in 1.5 s",
            "  not read completely: reading ends after --max-differences, and in ranges with more"
                + " rows in flight than one round checks");
    assertThat(JsonReport.of(List.of(result(List.of())))).contains("\"incompleteBecause\":null");
  }

  @Test
  void programsSeeWhichRowsAreToldByTheirKeysAlone() {
    RowDifference bare = new RowDifference(Kind.MISSING, List.of("9"), List.of(), false);
    assertThat(JsonReport.of(List.of(result(List.of(bare)))))
        .contains("{\"kind\":\"missing\",\"key\":[\"9\"],\"columns\":null}");
  }

  @Test
  void peopleReadWhatDiffers() {
    assertThat(TextReport.lines(result(List.of())))
        .containsExactly(
            "s.t: identical: 1,234 rows compared, value by value, in 1.5 s, 3 in flight");
    assertThat(TextReport.lines(result(List.of(CHANGED, GHOST))))
        .containsExactly(
            "s.t: different: 2 of 1,234 rows, 3 in flight, in 1.5 s",
            "  id '7': a\"b is 'x\\ny' in PostgreSQL, NULL in ClickHouse",
            "  id '8': only in ClickHouse: id '8'");
  }

  @Test
  void programsReadJson() {
    String json = JsonReport.of(List.of(result(List.of(CHANGED))));
    assertThat(json)
        .startsWith("{\"outcome\":\"different\",\"tables\":[{\"source\":\"s.t\"")
        .contains("\"failure\":null")
        .contains("{\"column\":\"a\\\"b\",\"source\":\"x\\ny\",\"target\":null}");
  }

  @Test
  void metricsAreOfTheTextFormat() {
    assertThat(MetricsFile.text(List.of(result(List.of(GHOST))), 99))
        .contains("# TYPE isomer_verify_outcome gauge\nisomer_verify_outcome{table=\"s.t\"} 1\n")
        .contains("isomer_verify_different_rows{table=\"s.t\",kind=\"ghost\"} 1\n")
        .contains("isomer_verify_duration_seconds{table=\"s.t\"} 1.5\n")
        .endsWith("isomer_verify_finished_timestamp_seconds 99\n");
  }

  @Test
  void aDifferenceOutweighsWhatCouldNotBeCompared() {
    TableResult unsettled =
        new TableResult(
            "s.u",
            "d.u",
            List.of("id"),
            1,
            1,
            0,
            List.of(),
            List.of(),
            0,
            true,
            List.of(List.of("1")),
            List.of(),
            "",
            Duration.ZERO);
    assertThat(Outcome.of(List.of(result(List.of()), unsettled))).isEqualTo(Outcome.UNKNOWN);
    assertThat(Outcome.of(List.of(unsettled, result(List.of(GHOST))))).isEqualTo(Outcome.DIFFERENT);
  }
}

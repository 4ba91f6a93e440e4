package io.isomer.verify.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.verify.TableResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private Duration now = Duration.ZERO;

  private Screen screen(boolean terminal) {
    return new Screen(terminal, new PrintStream(written, true, UTF_8), () -> now.toNanos());
  }

  /** What has been written since the last call. */
  private String shown() {
    String text = written.toString(UTF_8);
    written.reset();
    return text;
  }

  private static TableResult equal() {
    return new TableResult(
        "s.t",
        "d.t",
        List.of("id"),
        1000,
        1000,
        0,
        List.of(),
        List.of(),
        0,
        true,
        List.of(),
        List.of(),
        "",
        Duration.ofSeconds(1));
  }

  @Test
  void aTerminalHasABarWithTheRateAndTheTimeThatIsLeft() {
    Screen screen = screen(true);
    screen.tableStarted("s.t", 1_000_000);
    assertThat(shown()).isEqualTo(CLEAR + "s.t  about 1000000 rows");
    now = Duration.ofSeconds(2);
    screen.compared("s.t", 10_000);
    // 990,000 rows at 5,000 a second
    assertThat(shown())
        .isEqualTo(CLEAR + "s.t  [........................]   1 %  5,000 rows/s  3:18 left");
    now = Duration.ofSeconds(50);
    screen.compared("s.t", 500_000);
    assertThat(shown())
        .isEqualTo(CLEAR + "s.t  [############............]  50 %  10,000 rows/s  0:50 left");
    screen.tableDone(equal());
    assertThat(shown()).as("the report takes its place").isEqualTo(CLEAR);
  }

  @Test
  void theBarIsWrittenFiveTimesInASecondAtMost() {
    Screen screen = screen(true);
    screen.tableStarted("s.t", 1000);
    shown();
    now = Duration.ofMillis(199);
    screen.compared("s.t", 100);
    assertThat(shown()).isEmpty();
    now = Duration.ofMillis(200);
    screen.compared("s.t", 100);
    assertThat(shown()).contains("500 rows/s");
    now = Duration.ofMillis(399);
    screen.settling("s.t", 3, "");
    assertThat(shown()).isEmpty();
    now = Duration.ofMillis(400);
    screen.settling("s.t", 3, "");
    assertThat(shown()).isEqualTo(CLEAR + "s.t  3 rows differ at the moment; waiting for the copy");
  }

  @Test
  void aTableThatIsLargerThanItsEstimateIsNotDoneBeforeItIs() {
    Screen screen = screen(true);
    screen.tableStarted("s.t", 100);
    shown();
    now = Duration.ofSeconds(1);
    screen.compared("s.t", 500);
    assertThat(shown()).contains("  99 %  500 rows/s  0:00 left");
  }

  @Test
  void aFileHasALineEveryTenSeconds() {
    Screen screen = screen(false);
    screen.tableStarted("s.t", 1000);
    now = Duration.ofMillis(9999);
    screen.compared("s.t", 10);
    assertThat(shown()).isEmpty();
    now = Duration.ofSeconds(10);
    screen.compared("s.t", 100);
    assertThat(shown())
        .isEqualTo(
            "s.t  [##......................]  10 %  10 rows/s  1:30 left" + System.lineSeparator());
    screen.tableDone(equal());
    assertThat(shown()).isEqualTo("s.t  compared" + System.lineSeparator());
  }
}

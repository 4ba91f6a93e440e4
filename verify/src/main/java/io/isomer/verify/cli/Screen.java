package io.isomer.verify.cli;

import io.isomer.verify.Outcome;
import io.isomer.verify.TableResult;
import io.isomer.verify.VerifyListener;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress on the error stream, so that the output has the report only: a progress bar on a
 * terminal, a line every ten seconds otherwise.
 */
public final class Screen implements VerifyListener {

  private static final int BAR = 24;
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long PLAIN_NANOS = 10_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final boolean terminal;
  private final PrintStream out;
  private final LongSupplier nanos;
  private long total;
  private long begin;
  private long shown;

  /**
   * @param terminal whether the error stream is a terminal
   */
  public Screen(boolean terminal) {
    this(terminal, System.err, System::nanoTime);
  }

  Screen(boolean terminal, PrintStream out, LongSupplier nanos) {
    this.terminal = terminal;
    this.out = out;
    this.nanos = nanos;
  }

  @Override
  public synchronized void tableStarted(String table, long rows) {
    total = rows;
    begin = nanos.getAsLong();
    shown = begin;
    if (terminal) {
      show(table + "  about " + rows + " rows");
    }
  }

  @Override
  public synchronized void compared(String table, long rows) {
    if (due()) {
      show(table + "  " + progress(rows));
    }
  }

  @Override
  public synchronized void settling(String table, int rows, String waitingFor) {
    if (due()) {
      show(
          "%s  %,d rows differ at the moment; waiting for %s"
              .formatted(table, rows, waitingFor.isEmpty() ? "the copy" : waitingFor));
    }
  }

  @Override
  public synchronized void tableDone(TableResult result) {
    if (terminal) {
      out.print(CLEAR_LINE);
      out.flush();
    } else if (result.outcome() == Outcome.EQUAL) {
      out.println(result.source() + "  compared");
    }
  }

  private boolean due() {
    long now = nanos.getAsLong();
    boolean due = now - shown >= (terminal ? TERMINAL_NANOS : PLAIN_NANOS);
    shown = due ? now : shown;
    return due;
  }

  private void show(String text) {
    if (terminal) {
      out.print(CLEAR_LINE + text);
      out.flush();
    } else {
      out.println(text);
    }
  }

  /** The estimate may be too low: then all that is known is that it is not done. */
  private String progress(long rows) {
    double share = total == 0 ? 0.99 : Math.min(0.99, rows / (double) total);
    double rate = rows / Math.max(0.001, (nanos.getAsLong() - begin) / NANOS_PER_SECOND);
    long left = Math.round(Math.max(0, total - rows) / Math.max(1, rate));
    int full = (int) (share * BAR);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %,d rows/s  %d:%02d left",
        "#".repeat(full),
        ".".repeat(BAR - full),
        share * 100,
        Math.round(rate),
        left / 60,
        left % 60);
  }
}

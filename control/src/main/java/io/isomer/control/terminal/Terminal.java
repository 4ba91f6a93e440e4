package io.isomer.control.terminal;

import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Where a command's words go: colours and rewritten lines for a person at a terminal, plain lines
 * otherwise.
 */
public final class Terminal {

  /** Set by the script, which can tell better than Java can. */
  private static final boolean OUTPUT_IS_TERMINAL = Boolean.getBoolean("isomer.stdout.tty");

  private static final boolean INPUT_IS_TERMINAL = Boolean.getBoolean("isomer.stdin.tty");

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out = System.out;
  private boolean transientShown;

  public boolean interactive() {
    return OUTPUT_IS_TERMINAL;
  }

  public static boolean inputIsTerminal() {
    return INPUT_IS_TERMINAL;
  }

  private static boolean colours() {
    return OUTPUT_IS_TERMINAL && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
  }

  public synchronized void line(String text) {
    clear();
    out.println(text);
  }

  /** A line that the next one replaces; not shown when nobody watches. */
  public synchronized void passing(String text) {
    if (OUTPUT_IS_TERMINAL) {
      out.print(CLEAR_LINE + text);
      out.flush();
      transientShown = true;
    }
  }

  private void clear() {
    if (transientShown) {
      out.print(CLEAR_LINE);
      transientShown = false;
    }
  }

  public static String bold(String text) {
    return styled(Style.bold, text);
  }

  public static String dim(String text) {
    return styled(Style.faint, text);
  }

  public static String good(String text) {
    return styled(Style.fg_green, text);
  }

  public static String bad(String text) {
    return styled(Style.fg_red, text);
  }

  private static String styled(Style style, String text) {
    return colours() ? style.on() + text + style.off() : text;
  }
}

package io.isomer.benchmarks.report;

import io.isomer.benchmarks.measure.Spread;
import java.util.List;
import java.util.Locale;

/** Horizontal bars as SVG: each a median, with a line from the smallest to the largest. */
public final class BarChart {

  private static final int WIDTH = 900;
  private static final int LABEL_WIDTH = 320;
  private static final int NUMBER_WIDTH = 100;
  private static final int ROW_HEIGHT = 24;
  private static final int TITLE_HEIGHT = 40;

  private final StringBuilder body = new StringBuilder();
  private int y;

  /** One bar. */
  public record Bar(String label, Spread value) {}

  /** Adds a group of bars with a scale of its own. */
  public BarChart add(String title, List<Bar> bars) {
    double largest = bars.stream().mapToDouble(bar -> bar.value().max()).max().orElse(1);
    double scale = (WIDTH - LABEL_WIDTH - NUMBER_WIDTH) / Math.max(largest, Double.MIN_NORMAL);
    body.append(text(0, y + TITLE_HEIGHT - 14, "bold", title));
    y += TITLE_HEIGHT;
    for (Bar bar : bars) {
      add(bar, scale);
      y += ROW_HEIGHT;
    }
    return this;
  }

  private void add(Bar bar, double scale) {
    Spread value = bar.value();
    body.append(text(10, y + 16, "normal", bar.label()));
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#4c78a8\"/>%n",
            LABEL_WIDTH,
            y + 4,
            value.median() * scale,
            ROW_HEIGHT - 8));
    body.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#222\" stroke-width=\"2\"/>%n",
            LABEL_WIDTH + value.min() * scale,
            y + ROW_HEIGHT / 2,
            LABEL_WIDTH + value.max() * scale,
            y + ROW_HEIGHT / 2));
    double end = LABEL_WIDTH + value.max() * scale;
    body.append(
        text(end + 6, y + 16, "normal", String.format(Locale.ROOT, "%,.0f", value.median())));
  }

  private static String text(double x, int y, String weight, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%d\" font-weight=\"%s\">%s</text>%n",
        x,
        y,
        weight,
        escaped);
  }

  /** The whole document. */
  public String svg() {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"13\">%n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
            WIDTH,
            y + 10)
        + body
        + "</svg>\n";
  }
}

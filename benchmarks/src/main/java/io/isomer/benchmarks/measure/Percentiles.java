package io.isomer.benchmarks.measure;

import java.util.Arrays;

/** The order of many measurements, by nearest rank: each percentile is one of the measurements. */
public final class Percentiles {

  private final double[] sorted;

  /**
   * @throws IllegalArgumentException when there is none
   */
  public Percentiles(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no measurement");
    }
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * The smallest measurement that this percentage of all does not exceed.
   *
   * @param percent above 0, at most 100
   */
  public double at(double percent) {
    if (!(percent > 0 && percent <= 100)) {
      throw new IllegalArgumentException("no percentile: " + percent);
    }
    return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
  }

  public double max() {
    return sorted[sorted.length - 1];
  }

  public int count() {
    return sorted.length;
  }
}

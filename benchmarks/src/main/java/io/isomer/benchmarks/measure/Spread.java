package io.isomer.benchmarks.measure;

import java.util.Arrays;
import java.util.Collection;

/**
 * Several measurements of the same thing.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param count how many there are
 */
public record Spread(double median, double min, double max, int count) {

  /**
   * @throws IllegalArgumentException when there is none
   */
  public static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no measurement");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().getAsDouble(), sorted.length);
  }
}

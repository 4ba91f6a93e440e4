package io.isomer.benchmarks.chain;

import io.isomer.benchmarks.measure.Percentiles;

/**
 * Latencies of one load, in milliseconds.
 *
 * @param perSecond changes that were due in a second
 * @param changes how many were measured
 * @param fromDue from when a change was due to when it was visible
 * @param fromCommit from the end of its commit to when it was visible
 * @param pollMillis how long a question for the visible rows took on average
 */
public record LatencyResult(
    double perSecond, int changes, Quantiles fromDue, Quantiles fromCommit, double pollMillis) {

  /** The usual ones. */
  public record Quantiles(double p50, double p95, double p99, double max) {

    static Quantiles ofNanos(long[] from, long[] to) {
      double[] millis = new double[from.length];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = (to[i] - from[i]) / 1e6;
      }
      Percentiles percentiles = new Percentiles(millis);
      return new Quantiles(
          percentiles.at(50), percentiles.at(95), percentiles.at(99), percentiles.max());
    }
  }
}

package io.isomer.benchmarks.drain;

import java.util.Map;

/**
 * One run of a contestant.
 *
 * @param changes how many were drained
 * @param submitSeconds from the submission to the first look that saw changes
 * @param drainSeconds from there to the first look that saw all
 * @param drainRowsPerSecond the changes that came in that time, per second of it
 * @param steadyRowsPerSecond the changes between the first look that saw at least 10 % and the one
 *     that saw all
 * @param totalRowsPerSecond all changes, per second since the submission
 * @param processes what each process has used, by its name
 */
public record DrainResult(
    int changes,
    double submitSeconds,
    double drainSeconds,
    double drainRowsPerSecond,
    double steadyRowsPerSecond,
    double totalRowsPerSecond,
    Map<String, Usage> processes) {

  /**
   * What a process has used.
   *
   * @param steadyCpuSecondsPerMillion CPU time per million changes, in the time of the steady rate
   * @param totalCpuSecondsPerMillion the same, since the submission: with the job's start, and the
   *     compiling of a new JVM
   * @param peakBytes its largest resident memory since the submission
   */
  public record Usage(
      double steadyCpuSecondsPerMillion, double totalCpuSecondsPerMillion, long peakBytes) {}
}

package io.isomer.benchmarks.drain;

/**
 * A part of the way alone, which no job can be faster than.
 *
 * @param name what is measured
 * @param rowsPerSecond its speed
 * @param cpuSecondsPerMillion CPU time of the benchmark's own process per million rows, its JVM's
 *     compilers and garbage collectors included
 */
public record Bound(String name, double rowsPerSecond, double cpuSecondsPerMillion) {}

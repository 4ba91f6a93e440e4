package io.isomer.benchmarks.data;

/**
 * One change of a workload.
 *
 * @param table the number of its table
 * @param row the number of the row, within the whole workload
 * @param revision of the row after the change; a deletion has that before it
 */
record Change(int table, int row, int revision, Operation operation) {}

package io.isomer.benchmarks.data;

import java.util.List;

/**
 * Messages that contestants read: a workload in one of the two forms.
 *
 * @param name of the workload, for reports
 * @param schemaPart whether each message carries its schema part
 * @param seed from which everything random follows
 */
public record Dataset(String name, Workload workload, boolean schemaPart, long seed) {

  /** The topic of a table; the message itself names the table. */
  public String topic(BenchTable table) {
    return (schemaPart ? "schema" : "plain") + ".public." + table.name();
  }

  /** The topics, in the tables' order. */
  public List<String> topics() {
    return workload.tables().stream().map(this::topic).toList();
  }

  /** How reports call it. */
  public String title() {
    return name + (schemaPart ? ", with schema part" : ", without schema part");
  }
}

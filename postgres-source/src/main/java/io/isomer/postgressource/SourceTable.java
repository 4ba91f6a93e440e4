package io.isomer.postgressource;

import java.util.List;

/**
 * A table.
 *
 * @param schema unquoted
 * @param name unquoted
 * @param kind ordinary, partitioned, or a partition
 * @param logged whether its changes are written to the log; an UNLOGGED table's are not
 * @param identity what the log tells of a row before its change
 * @param columns in the order of the table
 * @param primaryKey its columns in the key's order; empty where there is none
 * @param identityIndex the columns of the index of {@link ReplicaIdentity#INDEX}; else empty
 */
public record SourceTable(
    String schema,
    String name,
    Kind kind,
    boolean logged,
    ReplicaIdentity identity,
    List<SourceColumn> columns,
    List<String> primaryKey,
    List<String> identityIndex) {

  /** How a table stands to partitions. */
  public enum Kind {
    ORDINARY,
    PARTITIONED,
    PARTITION
  }

  public SourceTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    identityIndex = List.copyOf(identityIndex);
  }

  /** {@code schema.name}, as patterns match it. */
  public String fullName() {
    return schema + "." + name;
  }
}

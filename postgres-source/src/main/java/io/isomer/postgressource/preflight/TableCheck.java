package io.isomer.postgressource.preflight;

import io.isomer.postgressource.ReplicaIdentity;
import io.isomer.postgressource.SourceColumn;
import io.isomer.postgressource.SourceTable;
import io.isomer.postgressource.SourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Looks at a source table for what would keep its copy from being identical. */
final class TableCheck {

  /** Of which Debezium sends NULL where an update has left a large value alone. */
  private static final Set<String> LOST_WHEN_UNCHANGED =
      Set.of("numeric", "timestamp", "timestamptz", "float4", "float8", "int2", "hstore");

  private TableCheck() {}

  /**
   * @param keyed whether the job or the connector has a key of its own for the table
   */
  static List<Finding> findings(SourceTable table, Predicate<SourceTable> keyed) {
    List<Finding> findings = new ArrayList<>();
    String subject = "table " + table.fullName();
    if (!table.logged()) {
      findings.add(
          Finding.error(
              subject,
              "is UNLOGGED, so that its changes are not in the log; ALTER TABLE … SET LOGGED"));
    }
    identity(table, keyed.test(table)).forEach(m -> findings.add(Finding.error(subject, m)));
    for (SourceColumn column : table.columns()) {
      column(table, column, subject, findings);
    }
    return findings;
  }

  private static List<String> identity(SourceTable table, boolean keyed) {
    List<String> problems = new ArrayList<>();
    boolean hasKey = !table.primaryKey().isEmpty() || !table.identityIndex().isEmpty();
    if (!hasKey && !keyed) {
      problems.add(
          "has no primary key; add one, or give the job a key for it in table-rules and set REPLICA"
              + " IDENTITY FULL");
    }
    if (!hasKey && keyed && table.identity() != ReplicaIdentity.FULL) {
      problems.add("has a key by the job's rules alone, which takes REPLICA IDENTITY FULL");
    }
    if (table.identity() == ReplicaIdentity.NOTHING) {
      problems.add(
          "has REPLICA IDENTITY NOTHING: PostgreSQL refuses its UPDATEs and DELETEs once it is"
              + " published; set DEFAULT, FULL or USING INDEX");
    }
    return problems;
  }

  private static void column(
      SourceTable table, SourceColumn column, String subject, List<Finding> findings) {
    String where = subject + ", column " + column.name();
    if (column.generation() == SourceColumn.Generation.VIRTUAL) {
      findings.add(
          Finding.warning(where, "is generated VIRTUAL, which replication does not carry"));
      return;
    }
    try {
      ReplicatedTypes.require(column.type());
    } catch (UnreplicatedTypeException e) {
      findings.add(
          e.leftOut()
              ? Finding.warning(where, e.getMessage())
              : Finding.error(where, e.getMessage()));
    }
    if (table.identity() != ReplicaIdentity.FULL && losesUnchanged(column.type())) {
      findings.add(
          Finding.warning(
              where,
              "of type "
                  + column.type()
                  + ": where an UPDATE leaves a large value alone, Debezium sends NULL; set REPLICA"
                  + " IDENTITY FULL if values grow beyond 2 kB"));
    }
  }

  private static boolean losesUnchanged(SourceType type) {
    if (type.kind() == SourceType.Kind.ARRAY) {
      SourceType element = type.element();
      return element.kind() == SourceType.Kind.ENUM || LOST_WHEN_UNCHANGED.contains(element.name());
    }
    return type.name().equals("polygon") || type.name().equals("bit") && type.modifier() > 1;
  }
}

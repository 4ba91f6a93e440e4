package io.isomer.targetformat;

import static io.isomer.targetformat.ClickHouseDialect.literal;
import static io.isomer.targetformat.ClickHouseDialect.quote;

import java.io.Serializable;

/**
 * The servers that have a created table, and how they share its rows.
 *
 * @param replicated whether each server of several has all rows, by way of Keeper
 * @param replicaPath where in Keeper, with ClickHouse's macros; empty for the server's default
 * @param replicaName the server's name there; of no meaning without a path
 * @param cluster the cluster on which statements are run; empty for the one server
 */
public record TargetEngine(
    boolean replicated, String replicaPath, String replicaName, String cluster)
    implements Serializable {

  private static final long serialVersionUID = 1;

  /** One server. */
  public static final TargetEngine DEFAULT = new TargetEngine(false, "", "{replica}", "");

  /** The engine of target tables. */
  public String versioned() {
    return replacing(String.join(", ", SystemColumns.NAMES));
  }

  /**
   * An engine that keeps the last row of each key.
   *
   * @param arguments those after the arguments of replication; may be empty
   */
  String replacing(String arguments) {
    if (!replicated) {
      return "ReplacingMergeTree" + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }
    String replica =
        replicaPath.isEmpty() ? "" : literal(replicaPath) + ", " + literal(replicaName);
    String separator = replica.isEmpty() || arguments.isEmpty() ? "" : ", ";
    String all = replica + separator + arguments;
    return "ReplicatedReplacingMergeTree" + (all.isEmpty() ? "" : "(" + all + ")");
  }

  /** Follows the name in a statement: empty, or a clause with a leading space. */
  public String onCluster() {
    return cluster.isEmpty() ? "" : " ON CLUSTER " + quote(cluster);
  }
}

package io.isomer.clickhouse.client;

import com.clickhouse.client.api.ServerException;
import io.isomer.clickhouse.convert.InvalidValueException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * ClickHouse's errors that pass by themselves: trying again later can succeed. The codes are those
 * of ClickHouse's <a
 * href="https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp">
 * ErrorCodes.cpp</a>.
 */
public enum RetryableError {
  CANNOT_WRITE_TO_FILE_DESCRIPTOR(75, "the disk is full or fails"),
  TIMEOUT_EXCEEDED(159, "the statement took too long"),
  READONLY(164, "the user may only read for the moment"),
  CANNOT_ALLOCATE_MEMORY(173, "the server is short of memory"),
  TOO_MANY_SIMULTANEOUS_QUERIES(202, "the server has as many queries as it takes"),
  NO_FREE_CONNECTION(203, "a connection pool of the server is used up"),
  SOCKET_TIMEOUT(209, "a connection within the cluster timed out"),
  NETWORK_ERROR(210, "a connection within the cluster broke"),
  SHARD_HAS_NO_CONNECTIONS(297, "a shard cannot be reached"),
  MEMORY_LIMIT_EXCEEDED(241, "the server is short of memory"),
  TABLE_IS_READ_ONLY(242, "the replica has lost its Keeper for the moment"),
  NOT_ENOUGH_SPACE(243, "the disk is full"),
  NO_ZOOKEEPER(225, "Keeper cannot be reached for the moment"),
  UNEXPECTED_ZOOKEEPER_ERROR(244, "Keeper did not answer as expected"),
  TOO_MANY_PARTS(252, "merges lag behind inserts"),
  NO_ACTIVE_REPLICAS(254, "no replica is up"),
  ALL_CONNECTION_TRIES_FAILED(279, "no replica can be reached"),
  TOO_FEW_LIVE_REPLICAS(285, "too few replicas are up for the insert quorum"),
  UNSATISFIED_QUORUM_FOR_PREVIOUS_WRITE(286, "an earlier insert still waits for its quorum"),
  REPLICA_IS_NOT_IN_QUORUM(289, "the replica lags behind the quorum"),
  UNFINISHED(341, "other replicas have not finished an ALTER yet"),
  REPLICA_STATUS_CHANGED(416, "the replica has become leader or ceased to be"),
  CANNOT_SCHEDULE_TASK(439, "the server has no thread to spare"),
  DEADLOCK_AVOIDED(473, "another statement holds the table's lock"),
  CANNOT_ASSIGN_ALTER(517, "another ALTER of the table is under way"),
  ABORTED(236, "the server is stopping or the replica is being restarted"),
  UNKNOWN_STATUS_OF_INSERT(319, "Keeper did not confirm; repeating is harmless"),
  QUERY_WAS_CANCELLED(394, "somebody cancelled the statement, or the server is stopping"),
  SYSTEM_ERROR(425, "the operating system refused something"),
  TABLE_IS_PERMANENTLY_READ_ONLY(774, "the table is set to read-only until somebody sets it back"),
  KEEPER_EXCEPTION(999, "Keeper cannot be reached for the moment"),
  UNREACHABLE(0, "ClickHouse cannot be reached or broke the connection");

  private final int code;
  private final String reason;

  RetryableError(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** What it means, for the log. */
  public String reason() {
    return reason;
  }

  /** Empty when trying again would fail again. */
  public static Optional<RetryableError> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidValueException || cause instanceof SSLException) {
        return Optional.empty();
      }
      Optional<RetryableError> known = ofCode(ownCode(cause));
      if (known.isPresent()) {
        return known;
      }
      if (cause instanceof IOException) {
        return Optional.of(UNREACHABLE);
      }
    }
    return Optional.empty();
  }

  /** ClickHouse's error code, or 0 when the failure has none. */
  public static int code(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (ownCode(cause) != 0) {
        return ownCode(cause);
      }
    }
    return 0;
  }

  private static int ownCode(Throwable cause) {
    if (cause instanceof ServerException server) {
      return server.getCode();
    }
    return cause instanceof SQLException sql ? sql.getErrorCode() : 0;
  }

  private static Optional<RetryableError> ofCode(int code) {
    return Arrays.stream(values()).filter(e -> e != UNREACHABLE && e.code == code).findFirst();
  }
}

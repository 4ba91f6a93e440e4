package io.isomer.postgressource;

/** What the log tells of a row before its change: {@code pg_class.relreplident}. */
public enum ReplicaIdentity {
  /** The primary key. */
  DEFAULT,
  /** All columns. */
  FULL,
  /** The columns of a unique index. */
  INDEX,
  /** Nothing. */
  NOTHING
}

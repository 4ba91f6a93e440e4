package io.isomer.testing.e2e.property;

/** What PostgreSQL logs of a row's former state. */
enum ReplicaIdentity {
  DEFAULT,
  FULL,
  /** Of a unique index beside the primary key, on the same columns or on another one. */
  INDEX
}

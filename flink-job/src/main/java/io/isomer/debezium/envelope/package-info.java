/**
 * Reads Debezium's envelope: rows, source and operation, and what follows from them: key, version
 * and event.
 */
package io.isomer.debezium.envelope;

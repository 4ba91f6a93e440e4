/**
 * Reads Debezium's messages (the debezium-json format, with and without schema part) and turns each
 * into a {@link io.isomer.changelog.ChangelogEvent}.
 */
package io.isomer.debezium;

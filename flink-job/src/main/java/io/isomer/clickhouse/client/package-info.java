/** Talks to ClickHouse: inserts, queries, statements, and which of its errors may pass. */
package io.isomer.clickhouse.client;

/**
 * The way into ClickHouse: target tables and their types, values as RowBinary, and a sink that
 * batches changes per table.
 */
package io.isomer.clickhouse;

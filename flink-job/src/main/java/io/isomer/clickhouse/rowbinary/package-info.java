/** Rows in ClickHouse's RowBinary format. */
package io.isomer.clickhouse.rowbinary;

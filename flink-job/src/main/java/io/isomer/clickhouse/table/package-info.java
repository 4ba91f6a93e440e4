/**
 * Target tables and views as they are in ClickHouse, and the statements that create and alter them.
 */
package io.isomer.clickhouse.table;

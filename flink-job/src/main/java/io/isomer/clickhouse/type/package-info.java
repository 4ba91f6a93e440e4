/** ClickHouse types, names and literals, and the type that each source type gets. */
package io.isomer.clickhouse.type;

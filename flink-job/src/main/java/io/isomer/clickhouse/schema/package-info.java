/** Follows the source tables' schemas. */
package io.isomer.clickhouse.schema;

/** Encodes rows of one schema for one target table. */
package io.isomer.clickhouse.encode;

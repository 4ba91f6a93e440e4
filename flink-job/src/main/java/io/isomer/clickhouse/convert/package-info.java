/** Converts one value to the bytes of its column, after checking that the column can hold it. */
package io.isomer.clickhouse.convert;

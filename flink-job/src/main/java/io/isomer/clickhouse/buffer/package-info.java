/** Changes that wait for the next batch, as bytes. */
package io.isomer.clickhouse.buffer;

/** ClickHouse column types and their parser. */
package io.isomer.targetformat.type;

/**
 * The format of the copy in ClickHouse: names, versions, helper tables and views. The job writes
 * this format; the other tools read it from here.
 */
package io.isomer.targetformat;

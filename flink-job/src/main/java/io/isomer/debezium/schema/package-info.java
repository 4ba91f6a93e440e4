/** Chooses a decoder for each column of a message's schema part, and decodes rows by them. */
package io.isomer.debezium.schema;

/** Decodes one value of a source type into a row's bytes. */
package io.isomer.debezium.value;

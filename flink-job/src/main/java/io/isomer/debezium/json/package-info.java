/** Reads JSON from bytes, token by token. */
package io.isomer.debezium.json;

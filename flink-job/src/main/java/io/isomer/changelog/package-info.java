/**
 * The event model between the decoder and the writer: changes of rows, in a compact binary form
 * that describes itself, so that the network between them carries no Java objects.
 */
package io.isomer.changelog;

/** Which tables a pipeline replicates, and what is special about some of them. */
package io.isomer.tables;

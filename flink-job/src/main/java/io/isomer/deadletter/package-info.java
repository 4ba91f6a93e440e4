/** Messages that cannot be replicated go to a Kafka topic of their own. */
package io.isomer.deadletter;

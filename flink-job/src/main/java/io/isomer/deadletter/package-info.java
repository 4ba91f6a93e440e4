/** Messages that cannot be replicated: they fail the job, or go to a Kafka topic of their own. */
package io.isomer.deadletter;

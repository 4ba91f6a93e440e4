/** The job: its options, its topology, and the checks before it starts. */
package io.isomer.job;

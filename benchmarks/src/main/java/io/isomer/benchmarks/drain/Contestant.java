package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.Dataset;
import java.io.IOException;
import java.util.Optional;

/** Something that replicates a dataset's topics into the tables that have been made for it. */
public interface Contestant {

  /** How reports call it. */
  String name();

  /** Why it cannot replicate a dataset; empty when it can. */
  default Optional<String> declines(Dataset dataset) {
    return Optional.empty();
  }

  /** Starts from the topics' beginning; returns when it has been submitted. */
  Run start(Dataset dataset) throws IOException;

  /** A contestant at work. */
  interface Run extends AutoCloseable {

    /** Why it has failed; empty as long as it has not. */
    Optional<String> failure() throws IOException;

    /** Ends it, and waits until it has ended. */
    @Override
    void close() throws IOException;
  }
}

package io.isomer.control.options;

import java.io.IOException;
import java.nio.file.Path;

/** The epoch of the versions that a pipeline's job gives. */
public final class PipelineEpoch {

  private PipelineEpoch() {}

  /**
   * @param file the pipeline's
   */
  public static int of(Path file) throws IOException {
    return PipelineFile.option(file, "pipeline", "epoch").map(Integer::parseInt).orElse(0);
  }
}

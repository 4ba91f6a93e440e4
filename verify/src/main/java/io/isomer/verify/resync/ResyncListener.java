package io.isomer.verify.resync;

import io.isomer.verify.VerifyListener;

/** Is notified of a rebuild's progress. */
public interface ResyncListener extends VerifyListener {

  /**
   * @param what the step that begins
   */
  default void step(String what) {}
}

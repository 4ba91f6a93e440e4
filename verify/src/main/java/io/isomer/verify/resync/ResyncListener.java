package io.isomer.verify.resync;

import io.isomer.verify.VerifyListener;

/** Hears how a rebuild goes. */
public interface ResyncListener extends VerifyListener {

  /**
   * @param what begins now
   */
  default void step(String what) {}
}

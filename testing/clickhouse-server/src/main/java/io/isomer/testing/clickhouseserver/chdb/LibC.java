package io.isomer.testing.clickhouseserver.chdb;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** The C library. */
interface LibC extends Library {

  LibC INSTANCE = Native.load("c", LibC.class);

  /**
   * Ends the process without running C++ destructors, which abort while the engine's threads run.
   */
  void _exit(int status);
}

package io.isomer.testing.e2e;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {

  /** Not yet: this package and {@code property} are to be divided. */
  @Override
  public void packagesAreSmall() {}
}

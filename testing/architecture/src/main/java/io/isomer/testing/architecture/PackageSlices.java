package io.isomer.testing.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Each package is a slice, the root and nested ones included. */
final class PackageSlices implements SliceAssignment {

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
    return SliceIdentifier.of(javaClass.getPackageName());
  }

  @Override
  public String getDescription() {
    return "packages";
  }
}

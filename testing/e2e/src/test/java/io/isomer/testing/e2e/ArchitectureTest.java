package io.isomer.testing.e2e;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {}

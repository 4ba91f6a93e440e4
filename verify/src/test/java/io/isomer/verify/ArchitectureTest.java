package io.isomer.verify;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {}

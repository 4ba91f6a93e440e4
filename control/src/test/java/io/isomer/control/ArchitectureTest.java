package io.isomer.control;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {}

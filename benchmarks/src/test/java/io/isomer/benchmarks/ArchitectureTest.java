package io.isomer.benchmarks;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {}

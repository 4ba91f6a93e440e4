package io.isomer.testing.processes;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {}

package io.isomer.testing.localstack;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {}

package io.isomer.postgressource;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {}

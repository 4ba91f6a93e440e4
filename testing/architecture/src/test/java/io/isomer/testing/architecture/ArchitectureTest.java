package io.isomer.testing.architecture;

class ArchitectureTest implements PackageRules {}

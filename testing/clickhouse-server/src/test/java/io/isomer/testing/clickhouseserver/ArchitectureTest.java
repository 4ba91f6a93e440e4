package io.isomer.testing.clickhouseserver;

import io.isomer.testing.architecture.PackageRules;

class ArchitectureTest implements PackageRules {}

"""A yardstick for detectors: short cases in pairs that differ in one thing."""

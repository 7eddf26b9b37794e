"""The domain: SOPs, working time, measurement; no I/O, no clock, no framework."""

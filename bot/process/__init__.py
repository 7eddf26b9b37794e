"""The process: settings, clock, log, leadership, timers, supervision."""

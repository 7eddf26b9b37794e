"""Assembly: settings, processes, the command line and the trial mode."""

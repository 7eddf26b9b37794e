"""What comes in: taps, commands, messages."""

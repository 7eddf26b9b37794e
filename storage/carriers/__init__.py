"""What carries updates in and messages out."""

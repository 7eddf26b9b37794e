"""What an admin does about the office itself."""

"""What outlives the process: rows, files and papers."""

"""What an office reached: over all its berkas."""

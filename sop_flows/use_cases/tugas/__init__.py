"""What people do with one tugas."""

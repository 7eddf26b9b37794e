"""Who somebody is, and who holds a post."""

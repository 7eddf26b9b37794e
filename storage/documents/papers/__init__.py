"""Papers and pictures: templates of ours, filled with values that stay values, set in a process apart."""

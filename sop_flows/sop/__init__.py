"""What an SOP is: its file, its checks, its catalog."""

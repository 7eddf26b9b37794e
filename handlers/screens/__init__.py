"""What goes out: every screen, drawn from facts."""

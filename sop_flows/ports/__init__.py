"""What the use cases need from outside, and the plain facts that cross that line."""

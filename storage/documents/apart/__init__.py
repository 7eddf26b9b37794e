"""Work in a process apart: within limits, behind whoever taps, and without any secret of ours."""

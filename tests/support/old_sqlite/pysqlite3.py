"""Before all others on the path, it makes a machine for which there is no wheel."""

raise ImportError("no wheel for this machine")

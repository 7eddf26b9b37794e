"""The performance claims of Tapak, each measured beside its floor and its peers in the same run."""

"""Where the kinds of paper were first: ``sop_flows.sop.paper``."""

from sop_flows.sop.paper import JenisPaper, read_jenis

__all__ = ["JenisPaper", "read_jenis"]

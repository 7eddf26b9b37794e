"""A subject as an operator has it: it finds nothing that ``requirements/run.lock`` does not hold.

Libraries take what they find: beside the tools, httpx would import rich and Pygments for a command line of its own, and
PTB cryptography. Who installs Tapak has none of them.
"""

import json
import runpy
import sys

if __name__ == "__main__":
    facts = json.loads(sys.argv[1])
    for name in facts["hidden"]:
        sys.modules[name] = None  # type: ignore[assignment]  # what stands for: there is none
    runpy.run_module(facts["subject"], run_name="__main__")

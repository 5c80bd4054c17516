"""`python -m yiyang_check`."""

from __future__ import annotations

import sys

from yiyang_check.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

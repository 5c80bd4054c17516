"""yiyang-check: judges submitted metrics against the targets that policy documents set for 医养结合."""

from yiyang_check.survey import survey

__all__ = ["__version__", "survey"]
__version__ = "0.1.0"

"""yiyang-check: judges submitted metrics against the targets that policy documents set for 医养结合."""

__version__ = "0.1.0"

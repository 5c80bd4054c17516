"""The region codes from their file."""

from __future__ import annotations

import re

from yiyang_check.diagnostics import Diagnostic, Position, error
from yiyang_check.model.region import Regions
from yiyang_check.reading.layers import misspelt_extends
from yiyang_check.reading.source import Source
from yiyang_check.reading.tree import Mapping, Scalar, read_trees


def read_regions(source: Source, complaints: list[Diagnostic], beside: Regions | None = None) -> Regions:
    """Read `regions.yaml` in addition to the regions `beside`; a code that is not of its form is complained of and left out."""
    trees = list(read_trees(source, complaints))
    top = trees[0] if len(trees) == 1 else None
    complaints.extend(misspelt_extends(top) if top else ())
    tables = []
    for key, digits in ("provinces", 2), ("regions", 6):
        listed = top.get(key) if isinstance(top, Mapping) else None
        if not isinstance(listed, Mapping) and beside is None:
            complaints.append(error("missing-key", top.position if top else Position(source.name, 1, 1), key=key))
        table = {}
        for name, value in listed.entries.values() if isinstance(listed, Mapping) else ():
            if re.fullmatch(f"[0-9]{{{digits}}}", name.text) and isinstance(value, Scalar):
                table[name.text] = value.text
            else:
                complaints.append(error("bad-region-code", name.position, code=name.text))
        tables.append(table)
    provinces, names = tables
    return Regions({**beside.provinces, **provinces}, {**beside.names, **names}) if beside else Regions(provinces, names)

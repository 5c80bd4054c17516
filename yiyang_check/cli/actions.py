"""What GitHub Actions tells a run by its environment: where the repository lies, and where the job's summary goes."""

from __future__ import annotations

import os
from pathlib import Path

from yiyang_check.errors import UsageError
from yiyang_check.model.report import Report
from yiyang_check.reading.source import why
from yiyang_check.render.options import Options

SUMMARY, WORKSPACE = "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"
LIMIT = 1024 * 1024
"""Bytes of a step's summary; GitHub drops a longer one whole."""
LEAST = 2000
"""Room in which a summary can still be said."""


def root() -> str:
    """The folder that places in a repository are told from: the workflow's, where the run stands in it, else the working folder."""
    here = Path.cwd()
    workspace = os.environ.get(WORKSPACE)
    return workspace if workspace and here.is_relative_to(workspace) else str(here)


def add_summary(report: Report, options: Options) -> None:
    """Append the report to the job's summary, where the environment names one. Raises UsageError."""
    from yiyang_check.render.markdown import render_summary

    name = os.environ.get(SUMMARY)
    if not name:
        return
    path = Path(name)
    try:
        room = LIMIT - (path.stat().st_size if path.exists() else 0)
        if room >= LEAST:
            with path.open("ab") as stream:
                stream.write(render_summary(report, options, room=room).encode("utf-8", errors="replace"))
    except OSError as failure:
        raise UsageError("cannot-write", file=name, cause=why(failure)) from failure

"""`yiyang-check rules verify`: a rule file against the text of its document."""

from typing import Annotated

import typer

from yiyang_check.cli import completion
from yiyang_check.cli.language import words
from yiyang_check.cli.parameters import Lang, RulePaths


def verify_document(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", autocompletion=completion.DOCUMENTS, help=words("help-document"), show_default=False)],
    source: Annotated[str, typer.Argument(metavar="SOURCE.txt", help=words("help-source"), show_default=False)],
    *,
    rules: RulePaths = [],  # noqa: B006 - never changed
    lang: Lang = "zh",
) -> int:
    """Verify a document; 1 where a wording differs or a figure is left over."""
    from pathlib import Path

    from yiyang_check.cli import arguments, lookup, screen
    from yiyang_check.cli.language import chosen
    from yiyang_check.errors import InputError
    from yiyang_check.reading.shelf import read_drafts
    from yiyang_check.reading.source import read_source
    from yiyang_check.render.account import render_account
    from yiyang_check.rulebook.drafts import drafted
    from yiyang_check.rulebook.verify import verify

    arguments.language(lang)
    drafts = read_drafts(rules)
    if screen.errors(drafts.complaints) and document not in [file.document.id for file in drafts.shelf.rulebook.files]:
        raise InputError(drafts.complaints)
    file = lookup.document(document, drafts.shelf.rulebook)
    text = read_source(Path(source))
    draft = next(found for found in drafted(drafts.sources, drafts.shelf.catalogue) if found.file.file == file.file)
    account = verify(draft.file, draft.tree, text)
    own = [c for c in drafts.complaints if c.position is None or c.position.file == file.file]
    found = [*own, *text.notes, *account.diagnostics]
    screen.complain(found, chosen(), drafts.texts | {text.name: text.text})
    counts = {accounted.value: number for accounted, number in account.counts.items()}
    titles, errors = (account.document, account.source), screen.errors(found)
    screen.write(render_account(counts, titles, screen.page(), left_over=len(account.left_over), errors=errors))
    return 1 if errors else 0

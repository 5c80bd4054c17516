from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from yiyang_check.model.text import Language
from yiyang_check.reading.shelf import Shelf, read_shelf, shipped_folder
from yiyang_check.rulebook.schema import rules_schema

PROVINCE = Path(__file__).parent / "province" / "rules"


def loaded(path: Path) -> Any:
    """A YAML file as an editor sees it: numbers are numbers, dates are texts."""
    text = path.read_text(encoding="utf-8")
    loader = type("Editor", (yaml.CSafeLoader,), {})
    loader.yaml_implicit_resolvers = {  # type: ignore[attr-defined] # a loader of YAML 1.2
        first: [(tag, form) for tag, form in resolvers if not tag.endswith((":timestamp", ":merge"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader with fewer resolvers


@pytest.fixture(scope="module")
def validator(shelf: Shelf) -> Draft202012Validator:
    """The published schema."""
    schema = rules_schema(shelf.catalogue, Language.EN)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", sorted(shipped_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_file_is_valid(path: Path, validator: Draft202012Validator) -> None:
    """Documents, the catalogue and the regions, by one schema."""
    assert [error.message for error in validator.iter_errors(loaded(path))] == []


def test_a_province_has_a_schema_of_its_own() -> None:
    """With its own metrics among the names."""
    validator = Draft202012Validator(rules_schema(read_shelf([str(PROVINCE)]).catalogue, Language.ZH))
    for path in PROVINCE.glob("*.yaml"):
        assert [error.message for error in validator.iter_errors(loaded(path))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nursing_bed_share >= 80%", "nursing_bed_share >= 80"),
        ("nursing_bed_share >= 80%", "nursing_bed_shares >= 80%"),
        ("nursing_bed_share >= 80%", "nursing_bed_share"),
        ("nursing_bed_share >= 80%", "nursing_bed_share ≥ 80%"),
        ("obligation: must\n", "obligation: shall\n"),
        ("applies_to: [city, district]", "applies_to: [town]"),
        ("require: nursing_bed_share", "requires: nursing_bed_share"),
        ("issued: 2017-05-19", "issued: 20170519"),
        ('region: "320100"', 'region: "3201"'),
        ("{any: [nursing_station, infirmary, nursing_hospital, internal_medical_grade >= 1]}", "{either: [nursing_station]}"),
        ("{beds: 1000, nursing_beds: 800}", "{bed: 1000, nursing_beds: 800}"),
    ],
)
def test_what_the_reader_refuses_an_editor_marks(old: str, new: str, validator: Draft202012Validator, tmp_path: Path) -> None:
    """A bound without its unit, a name that is not there, a word that is none of the possible ones."""
    text = (shipped_folder() / "nanjing-2017.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "nanjing-2017.yaml").write_text(text.replace(old, new), encoding="utf-8")
    assert not validator.is_valid(loaded(tmp_path / "nanjing-2017.yaml"))


def test_keys_are_described_in_the_readers_language(shelf: Shelf) -> None:
    """Every key of a rule says what it means."""
    for language, said in (Language.ZH, "时限"), (Language.EN, "The date by which"):
        properties = rules_schema(shelf.catalogue, language)["$defs"]["Rule"]["properties"]
        assert properties["due"]["description"].startswith(said)
        assert all("description" in value for value in properties.values())

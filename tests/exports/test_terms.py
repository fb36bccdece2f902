"""What terms forbid passing on leaves without a word of the story, by a rule that the record names."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import dateline
from dateline.exports import EXPORTS
from dateline.exports.terms import forbidding, within_terms
from happenings import ARREST, STORY, TALKS
from test_exports import written

SCHEMA = json.loads((Path(dateline.__file__).parent / "data" / "event.schema.json").read_text("utf-8"))
HELD = replace(STORY, usage_terms="Not for redistribution", headline="Secret words", keywords=("secret",))
WORDS = ("Kenyan police", "protesters", "Secret", "secret", "a lawyer", "arrested thirty")


@pytest.mark.parametrize(
    "terms, rule",
    [
        ("Not for redistribution", "terms.not-for"),
        ("NOT FOR PUBLICATION in Japan", "terms.not-for"),
        ("No archive", "terms.no-use"),
        ("For editorial use only. No archiving.", "terms.no-use"),
        ("All rights reserved. This material may not be published, broadcast, rewritten or redistributed.", "terms.may-not-be"),
        ("The content must not be stored in a database", "terms.may-not-be"),
        ("Reproduction or redistribution is prohibited", "terms.prohibited"),
        ("Reproduction in whole without written permission is an offence", "terms.without-permission"),
        ("For internal use only", "terms.own-use-only"),
        ("All rights reserved", None),
        ("For editorial use only", None),
        ("CC BY 2.5", None),
        ("No changes. Free to redistribute with credit", None),
        ("May not be altered", None),
        (None, None),
    ],
)  # fmt: skip
def test_rules(terms: str | None, rule: str | None) -> None:
    assert forbidding(replace(STORY, usage_terms=terms)) == rule
    assert forbidding(replace(STORY, usage_terms=None, copyright=terms)) == rule


@pytest.mark.parametrize("name", [name for name in EXPORTS if name != "table"])
def test_no_word_leaves(name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="format parquet needs pyarrow")
    counts, data = written(name, [(HELD, [ARREST, TALKS])])
    assert counts == (1, 2)
    assert not [word for word in WORDS if word.encode() in data]


def test_record_keeps_offsets_and_names_the_rule() -> None:
    out = io.StringIO()
    EXPORTS["jsonl"]([(HELD, [ARREST])], out)
    record = json.loads(out.getvalue())
    assert list(Draft202012Validator(SCHEMA).iter_errors(record)) == []
    assert record["evidence"]["text"]["by"] == "terms.not-for" and record["cite_info"]["title"] is None
    assert record["evidence"]["event"]["spans"] == [{"start": 14, "end": 22}] and record["event_text"] == [""]
    assert (record["actor"][0]["start"], record["actor"][0]["end"]) == (0, 13)


def test_others_are_untouched() -> None:
    assert list(within_terms([(STORY, [ARREST])])) == [(STORY, [ARREST])]

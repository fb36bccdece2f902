"""Pairs of parties, names of states, and the cells of tab-separated layouts."""

import io
from dataclasses import replace

from dateline.exports.layout import happened, load_states, name_of, pairs, state_name, write_row
from happenings import ARREST, BLAME, CHINA, CROWD, DENIED, KOREA, NAMELESS, POLICE, RAID, TALKS


def named(event: object) -> list[tuple[str | None, str | None]]:
    return [(name_of(pair.source), name_of(pair.target)) for pair in pairs(event)]  # type: ignore[arg-type]


def test_pairs() -> None:
    xi, korea, united = "Xi Jinping", "North Korea", "the UN"
    assert len(named(ARREST)) == 1
    assert named(TALKS) == [(xi, korea), (xi, united), (korea, xi), (korea, united), (united, xi), (united, korea)]
    assert named(BLAME) == [(xi, None), (korea, None)]  # two who accuse somebody do not accuse each other
    assert len(named(RAID)) == 2
    assert named(replace(ARREST, actor=())) == [(None, "thirty\tprotesters")]
    assert named(replace(TALKS, actor=(KOREA, KOREA))) == [(korea, None)]
    assert named(replace(TALKS, actor=())) == [(None, None)]


def test_numbers_differ_and_stay() -> None:
    numbers = [pair.number for event in (ARREST, TALKS, BLAME, RAID) for pair in pairs(event)]
    assert len(set(numbers)) == len(numbers) and max(numbers) < 2**52
    assert numbers == [pair.number for event in (ARREST, TALKS, BLAME, RAID) for pair in pairs(event)]


def test_only_what_is_asserted() -> None:
    assert list(happened([ARREST, DENIED])) == [ARREST]


def test_names() -> None:
    assert [name_of(party) for party in (KOREA, CHINA, POLICE, NAMELESS, None)] == [
        "North Korea", "Xi Jinping", "Kenyan police", "rebels & <others>", None,
    ]  # fmt: skip
    assert name_of(replace(CROWD, entity_text="")) is None
    assert state_name("USA") == "United States" and state_name("UNO") is None
    assert load_states()["DEU"].fips == "GM" and load_states()["KOS"].name == "Kosovo"


def test_cells() -> None:
    out = io.StringIO()
    write_row(["a\tb\r\nc", None, "", 0, " "], out, "NA")
    assert out.getvalue() == "a b c\tNA\tNA\t0\tNA\n"

"""Who is credited with an event: the chain of sources, and their kinds."""

import pytest

from dateline.records import Span
from dateline.steps.attribution import AS_WRITTEN, chain, source_kind
from dateline.steps.statements import speech_of


def credited(text: str, trigger: str, kind: str = "ASSAULT", *, actor: str = "", speaker: str = "") -> list[str]:
    """The words of the chain for the trigger."""

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    found = chain(
        speech_of(text), kind, at(trigger), [at(actor)] if actor else [], at(speaker) if speaker else None
    )  # fmt: skip
    return [text[slice(*link.span)] for link in found]


@pytest.mark.parametrize(
    ("text", "trigger", "sources"),
    [
        ("Two men were shot in Goma, police said.", "shot", ["police"]),
        ("Two men were shot in Goma, according to police.", "shot", ["police"]),
        ("According to medics, two men were shot in Goma.", "shot", ["medics"]),
        ("Police and medics said on Monday that two men were shot.", "shot", ["Police and medics"]),
        ("“Soldiers shot two men,” said Ann Lee, a nurse.", "shot", ["Ann Lee"]),
        ("Ann Lee, a nurse in Goma, said soldiers shot two men.", "shot", ["Ann Lee"]),
        ("“We shot back,” the statement read, according to Sputnik.", "shot", ["the statement", "Sputnik"]),
        ("State media said the ministry had denied that jets bombed Goma.", "bombed", ["the ministry", "State media"]),
        ("Tass quoted Ann Lee as saying that jets bombed Goma.", "bombed", ["Ann Lee", "Tass"]),
        ("“It was dark,” said Ann Lee. “They shot my son.”", "shot", ["Ann Lee"]),
        ("Ann Lee arrived. “It was dark. They shot my son,” she said.", "shot", ["Ann Lee", "she"]),
        ("Two men were shot in Goma.", "shot", []),
        ("Police declined to say who shot the men.", "shot", []),
        ("Police said the road was open. Two men were shot later.", "shot", []),
    ],
)
def test_chain(text: str, trigger: str, sources: list[str]) -> None:
    assert credited(text, trigger) == sources


def test_pronoun_is_marked_as_written() -> None:
    text = "Foreign Minister Ann Lee spoke. She said jets bombed Goma."
    links = chain(speech_of(text), "ASSAULT", Span(41, 47), [], None)
    assert links[-1].by == AS_WRITTEN and text[slice(*links[-1].span)] == "She"


def test_saying_is_the_act() -> None:
    """Nobody is credited for an act of speech but its actor; the model counts where no rule speaks."""
    assert credited("Spain said it would sue the firm.", "sue", "ACCUSE", actor="Spain") == []
    assert credited("Spain said France would sue the firm.", "sue", "ACCUSE", actor="France") == ["Spain"]
    assert credited("Spain condemned the raid.", "condemned", "ACCUSE", actor="Spain", speaker="Spain") == []
    assert credited("Two were shot. So medics have it.", "shot", speaker="medics") == ["medics"]


@pytest.mark.parametrize(
    ("text", "sector", "kind"),
    [
        ("Reuters", (), "media"),
        ("state television", (), "media"),
        ("foreign media reports", (), "media"),
        ("the official news agency IRNA", ("GOV",), "media"),
        ("two witnesses", (), "witness"),
        ("a joint statement", (), "document"),
        ("the interior ministry", ("GOV",), "official"),
        ("the UN migration agency", (), "official"),
        ("the White House press secretary", (), "official"),
        ("police", ("COP",), "official"),
        ("two people familiar with the talks", (), "unnamed"),
        ("a source in the army", ("MIL",), "unnamed"),
        ("a brother of the dead man", (), None),
        ("pressing needs", (), None),
    ],
)
def test_kind(text: str, sector: tuple[str, ...], kind: str | None) -> None:
    assert source_kind(text, sector) == kind

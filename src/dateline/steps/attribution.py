"""Who says so? The kind of source that the story credits."""

import re

_MEDIA = re.compile(
    r"\b(media|newspapers?|news agency|agency|television|TV|radio|broadcaster|daily|reports?|press"
    r"|Reuters|AFP|AP|Xinhua|TASS|Interfax|Sputnik|Yonhap|Kyodo|KCNA|IRNA|SANA|BBC|CNN)\b"
)
_WITNESS = re.compile(r"\b(witness(?:es)?|residents?|survivors?|villagers?|neighbou?rs?)\b", re.I)
_DOCUMENT = re.compile(r"\b(statement|document|report|indictment|filing|communique|transcript|letter|decree)\b", re.I)
_OFFICIAL_SECTORS = {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"}


def source_kind(text: str, sector: tuple[str, ...]) -> str | None:
    """witness, document, media or official by the source's own words; None where they do not tell."""
    if _WITNESS.search(text):
        return "witness"
    if _MEDIA.search(text) or "JRN" in sector:
        return "media"
    if _DOCUMENT.search(text):
        return "document"
    return "official" if _OFFICIAL_SECTORS & set(sector) else None

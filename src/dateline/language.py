"""The language a text is written in."""

import re

# Of the first n characters of 850 English paragraphs py3langid took for another language: 21 % at
# n = 20, 8 % at 40, 3 % at 60, 1.3 % at 80, 0.5 % at 120.
_SHORTEST = 80
_LOOKED_AT = 4000
# Words of which English prose is a third; asking for them first saves loading a model (0.4 s).
_ENGLISH = frozenset("the of and to in a that for on was with by is said from at as has have were it an be".split())
_SHARE, _DISTINCT = 0.2, 5


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, or None if it is too short to tell."""
    found = identify(text)
    return found[0] if found else None


def identify(text: str) -> tuple[str, str] | None:
    """The language of `text` and the rule that told it, or None if it is too short to tell."""
    if len(text) < _SHORTEST:
        return None
    words = re.findall(r"\w+", text[:_LOOKED_AT].lower())
    common = [word for word in words if word in _ENGLISH]
    if "the" in common and len(set(common)) >= _DISTINCT and len(common) >= _SHARE * len(words):
        return "en", "language.common-words"
    # Importing it takes numpy, which `import dateline` must not wait for.
    from py3langid import langid

    code, _ = langid.classify(text[:_LOOKED_AT])
    return str(code), "py3langid"

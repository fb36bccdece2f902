"""Dateline turns news into verifiable records of who did what to whom, when, where and says who.

import dateline
coder = dateline.Coder()
for story in dateline.read("page.html"):
    events = coder.code(story)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.coder import Coder
    from dateline.errors import DataError, DatelineError, InputError
    from dateline.records import Event, Rejected, Span, Story, to_dict
    from dateline.sources import read
    from dateline.steps.parties import resolve_actor
    from dateline.steps.times import resolve_date
    from dateline.version import __version__

# Loaded when first asked for: `import dateline` stays under 150 ms.
_HOMES = {
    "Coder": "coder",
    "DataError": "errors",
    "DatelineError": "errors",
    "Event": "records",
    "InputError": "errors",
    "Rejected": "records",
    "Span": "records",
    "Story": "records",
    "__version__": "version",
    "read": "sources",
    "resolve_actor": "steps.parties",
    "resolve_date": "steps.times",
    "to_dict": "records",
}
__all__ = [
    "Coder", "DataError", "DatelineError", "Event", "InputError", "Rejected", "Span", "Story", "__version__",
    "read", "resolve_actor", "resolve_date", "to_dict",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"dateline.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__

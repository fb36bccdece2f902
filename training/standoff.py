"""Labels of texts that are not ours: offsets, and where the text is found, but never the text.

    python training/standoff.py LABELS TEXTS OUT

turns labels in the corpus format (without "text") into standoff labels. TEXTS is a JSON Lines file
with "id", "url" and "text" of each.
"""

import json
import sys
from pathlib import Path

from dateline.labels import ROLES, Passage, parse_passage, read_passages, sha1
from dateline.ontology import load_ontology


def read_texts(path: Path) -> dict[str, dict]:
    """The records of a JSON Lines file by their id."""
    return {record["id"]: record for record in map(json.loads, path.read_text("utf-8").strip().split("\n"))}


def read_standoff(path: Path, texts: Path) -> list[Passage]:
    """Labels joined with their texts. Raises InputError where a text is missing or has changed."""
    return list(read_passages(path, load_ontology(), texts=texts))


def standoff(passage: Passage, url: str) -> dict:
    """The passage's labels as offsets."""
    events = []
    for event in passage.events:
        entry: dict = {"type": event.type, "modes": event.modes, "trigger": event.trigger, "mentions": event.mentions}
        entry |= {role: event.roles[role] for role in ROLES}
        entry |= {"factuality": event.factuality}
        events.append({name: value for name, value in entry.items() if value})
    return {
        "id": passage.id, "url": url, "sha1": sha1(passage.text), "contexts": passage.contexts, "events": events,
    }  # fmt: skip


def main() -> None:
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    labels, texts, out = map(Path, sys.argv[1:])
    held, lines = read_texts(texts), []
    for line in labels.read_text("utf-8").strip().split("\n"):
        record = json.loads(line)
        source = held[record["id"]]
        passage = parse_passage({**record, "text": source["text"]}, load_ontology())
        lines.append(json.dumps(standoff(passage, source["url"]), ensure_ascii=False))
    out.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{out}: {len(lines)} texts")


if __name__ == "__main__":
    main()

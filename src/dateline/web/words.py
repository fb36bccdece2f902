"""What pages call things: fields, classes of events, relations of versions."""

FIELD_WORDS = {
    "event": "what", "mode": "mode", "actor": "who", "recipient": "to whom", "place": "where", "date": "when",
    "size": "how many", "speaker": "says who", "factuality": "factuality", "context": "context",
}  # fmt: skip
QUADS = {
    1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict",
}  # fmt: skip
KINDS = {
    "first": "first version", "update": "update", "correct": "correction", "withdraw": "withdrawal", "hold": "hold",
    "repeat": "repeated without news", "late": "earlier take that came late",
}  # fmt: skip

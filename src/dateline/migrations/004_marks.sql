-- What reviewers say about coded events. A mark is added and never changed: what the coder answered
-- stays in table revision, a later mark of the same reviewer, event and field stands beside the earlier.
-- `field` is one of the record's fields, or 'all' for the event as a whole; `value` (JSON) is what a
-- mended field should hold.

CREATE TABLE mark (
  number INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES event,
  revision INTEGER NOT NULL REFERENCES revision,
  field TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'mended')),
  value TEXT,
  note TEXT,
  who TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE INDEX mark_event ON mark (event);

-- Stories, their versions, events and what was held about them. Moments (recorded, known_from,
-- known_to) are microseconds since 1970 UTC; a row is held true from known_from up to, and not
-- including, known_to (null: still). docs/store.md explains every table.

CREATE TABLE setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE type (
  number INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  quad INTEGER NOT NULL
);

CREATE TABLE story (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
);

CREATE TABLE version (
  number INTEGER PRIMARY KEY,
  story INTEGER NOT NULL REFERENCES story,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL,
  by TEXT NOT NULL,
  score REAL NOT NULL,
  recorded INTEGER NOT NULL,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  ended TEXT,
  take TEXT NOT NULL,
  published TEXT,
  headline TEXT,
  text TEXT,
  text_sha256 TEXT NOT NULL,
  length INTEGER NOT NULL,
  language TEXT,
  url TEXT,
  publication TEXT,
  agency TEXT,
  mark TEXT,
  note TEXT,
  genre TEXT,
  embargoed TEXT,
  usage_terms TEXT,
  copyright TEXT,
  source TEXT NOT NULL,
  lineage INTEGER NOT NULL REFERENCES story,
  lineage_score REAL,
  cite TEXT,
  passages BLOB NOT NULL,
  fingerprint BLOB NOT NULL UNIQUE,
  record TEXT NOT NULL,
  UNIQUE (story, version)
);
CREATE INDEX version_published ON version (published, known_from, known_to, kind, lineage);
CREATE INDEX version_lineage ON version (lineage);

CREATE TABLE clue (
  key INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES version,
  PRIMARY KEY (key, version)
) WITHOUT ROWID;

CREATE TABLE copy (
  version INTEGER PRIMARY KEY REFERENCES version,
  sequences INTEGER NOT NULL,
  signature BLOB NOT NULL
);
CREATE TABLE band (
  band INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES version,
  PRIMARY KEY (band, version)
) WITHOUT ROWID;

CREATE TABLE event (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  story INTEGER NOT NULL REFERENCES story
);
CREATE INDEX event_story ON event (story);

CREATE TABLE revision (
  number INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES event,
  revision INTEGER NOT NULL,
  version INTEGER NOT NULL REFERENCES version,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  change TEXT NOT NULL,
  changed TEXT,
  ended TEXT,
  date TEXT,
  enddate TEXT,
  type TEXT NOT NULL,
  mode TEXT,
  context TEXT,
  quad INTEGER NOT NULL,
  score REAL NOT NULL,
  actor TEXT,
  recipient TEXT,
  place TEXT,
  country TEXT,
  lat REAL,
  lon REAL,
  factuality TEXT NOT NULL,
  confidence REAL NOT NULL,
  record TEXT NOT NULL
);
CREATE INDEX revision_event ON revision (event);
CREATE INDEX revision_version ON revision (version);
CREATE INDEX revision_date ON revision (date, quad);

-- An event's parties as pairs of codes, for questions about dyads. UNK: a party without code, '': none.
-- `day` (20250508) is the event's first day, or where it has no date (dated 0) its story's day of
-- publication, 0 where that is unknown, too. Lean, because questions about all dyads read all of it.
CREATE TABLE dyad (
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  day INTEGER NOT NULL,
  revision INTEGER NOT NULL REFERENCES revision,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  dated INTEGER NOT NULL,
  type INTEGER NOT NULL REFERENCES type,
  score REAL NOT NULL,
  factuality TEXT NOT NULL,
  incident INTEGER NOT NULL REFERENCES event,
  PRIMARY KEY (source, target, day, revision, known_from)
) WITHOUT ROWID;
CREATE INDEX dyad_source ON dyad (source, day);
CREATE INDEX dyad_target ON dyad (target, day);

-- Which incident an event belongs to, named by the incident's first event; no row: one of its own.
CREATE TABLE member (
  event INTEGER NOT NULL REFERENCES event,
  incident INTEGER NOT NULL REFERENCES event,
  score REAL NOT NULL,
  reason TEXT NOT NULL,
  known_from INTEGER NOT NULL,
  known_to INTEGER,
  PRIMARY KEY (event, known_from)
) WITHOUT ROWID;
CREATE INDEX member_incident ON member (incident);

CREATE TABLE unresolved (
  text TEXT NOT NULL,
  role TEXT NOT NULL,
  revision INTEGER NOT NULL REFERENCES revision,
  PRIMARY KEY (text, role, revision)
) WITHOUT ROWID;

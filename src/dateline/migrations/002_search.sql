-- Full text over stories; the words themselves stand in table version.

CREATE VIRTUAL TABLE words USING fts5 (
  headline, text, content = 'version', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO words (rowid, headline, text) SELECT number, headline, text FROM version WHERE headline IS NOT NULL OR text IS NOT NULL;

-- What is held now, with times to read, for those who open the file with other tools.

CREATE VIEW stories_now AS
SELECT s.id, v.version, v.kind, v.published, v.headline, v.text, v.language, v.url, v.publication, v.agency, v.mark,
       v.note, v.usage_terms, v.copyright, v.source, l.id AS lineage,
       strftime('%Y-%m-%dT%H:%M:%fZ', v.known_from / 1e6, 'unixepoch') AS known_from
FROM version v JOIN story s ON s.number = v.story JOIN story l ON l.number = v.lineage
WHERE v.known_from <= CAST(strftime('%s', 'now') AS INTEGER) * 1000000 + 999999
  AND (v.known_to IS NULL OR v.known_to > CAST(strftime('%s', 'now') AS INTEGER) * 1000000 + 999999)
  AND v.kind NOT IN ('withdraw', 'hold');

CREATE VIEW events_now AS
SELECT e.id, r.date, r.enddate, r.type, r.mode, r.context, r.quad, r.score, r.actor, r.recipient, r.place, r.country,
       r.lat, r.lon, r.factuality, r.confidence, r.revision, s.id AS story, v.version, v.headline, v.published,
       v.publication, v.url, v.usage_terms, coalesce(i.id, e.id) AS incident,
       strftime('%Y-%m-%dT%H:%M:%fZ', r.known_from / 1e6, 'unixepoch') AS known_from
FROM revision r
JOIN event e ON e.number = r.event
JOIN version v ON v.number = r.version
JOIN story s ON s.number = v.story
LEFT JOIN member m ON m.event = e.number AND m.known_to IS NULL
LEFT JOIN event i ON i.number = m.incident
WHERE r.known_from <= CAST(strftime('%s', 'now') AS INTEGER) * 1000000 + 999999
  AND (r.known_to IS NULL OR r.known_to > CAST(strftime('%s', 'now') AS INTEGER) * 1000000 + 999999);

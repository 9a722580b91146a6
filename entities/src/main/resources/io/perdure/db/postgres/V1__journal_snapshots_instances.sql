-- COLLATE "C" wherever text is a key: order by code point, whatever the database's locale, and cheaper to compare.

CREATE TABLE event_journal (
  ordering           BIGSERIAL NOT NULL,
  persistence_id     VARCHAR(1000) COLLATE "C" NOT NULL,
  sequence_number    BIGINT NOT NULL,
  deleted            BOOLEAN DEFAULT FALSE NOT NULL,
  writer             VARCHAR(255) NOT NULL,
  write_timestamp    BIGINT NOT NULL,
  adapter_manifest   VARCHAR(1000) NOT NULL,
  event_ser_id       INTEGER NOT NULL,
  event_ser_manifest VARCHAR(1000) NOT NULL,
  event_payload      BYTEA NOT NULL,
  meta_ser_id        INTEGER,
  meta_ser_manifest  VARCHAR(1000),
  meta_payload       BYTEA,
  -- The fence: two owners of one instance can never both write the same position.
  PRIMARY KEY (persistence_id, sequence_number)
);

CREATE UNIQUE INDEX event_journal_ordering_idx ON event_journal (ordering);

CREATE TABLE event_tag (
  event_id BIGINT NOT NULL,
  tag      VARCHAR(255) NOT NULL,
  PRIMARY KEY (event_id, tag),
  CONSTRAINT fk_event_journal FOREIGN KEY (event_id) REFERENCES event_journal (ordering) ON DELETE CASCADE
);

CREATE TABLE snapshot (
  persistence_id        VARCHAR(1000) COLLATE "C" NOT NULL,
  sequence_number       BIGINT NOT NULL,
  created               BIGINT NOT NULL,
  snapshot_ser_id       INTEGER NOT NULL,
  snapshot_ser_manifest VARCHAR(1000) NOT NULL,
  snapshot_payload      BYTEA NOT NULL,
  meta_ser_id           INTEGER,
  meta_ser_manifest     VARCHAR(1000),
  meta_payload          BYTEA,
  PRIMARY KEY (persistence_id, sequence_number)
);

-- Times are microseconds since 1970-01-01T00:00:00Z.
-- fillfactor: most updates change no indexed column and then fit into the same page, without touching an index.
CREATE TABLE perdure_instance (
  hub        VARCHAR(64)   COLLATE "C" NOT NULL,
  kind       VARCHAR(1000) COLLATE "C" NOT NULL,
  name       VARCHAR(1000) COLLATE "C" NOT NULL,
  key        VARCHAR(1000) COLLATE "C" NOT NULL,
  slice      SMALLINT NOT NULL,
  status     VARCHAR(20) NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  active     BOOLEAN NOT NULL,
  wake_at    BIGINT,
  version    BIGINT NOT NULL,
  summary    TEXT,
  PRIMARY KEY (hub, kind, name, key)
) WITH (fillfactor = 80);

-- The waker's two questions. Partial: an instance that is at rest costs nothing here. "active" is a column of the index
-- although it is always true there, so that both databases answer one and the same ORDER BY from the index.
CREATE INDEX perdure_instance_active ON perdure_instance (hub, active, slice, kind, name, key) WHERE active;
CREATE INDEX perdure_instance_wake ON perdure_instance (hub, wake_at, slice) WHERE wake_at IS NOT NULL;

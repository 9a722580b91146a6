-- Lists of orchestrations, and the search for old ones, in the order of their creation. That changes only when an id is
-- used anew, so a step costs nothing here and stays a heap-only update. Partial: what has a name (entities) is listed by it.
CREATE INDEX perdure_instance_created ON perdure_instance (hub, kind, created_at, key) WHERE name = '';

-- Who is a member of the cluster of a hub, as each node says every second: so that a node that is cut off from the others, but not
-- from the database, knows of them and forms no second cluster.
CREATE TABLE "perdure_member" (
  "hub"     VARCHAR(64) NOT NULL,
  "address" VARCHAR(1000) NOT NULL,
  "seen_at" TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY ("hub", "address")
);

#!/usr/bin/env bash
# A cluster of three nodes with the examples, on this machine and one database:   examples/cluster.sh [NODE OPTION]...
#
# Build first (mvn -q -DskipTests package). Ctrl-C ends all of it. In the environment:
#   HTTP_PORT     first of the three ports of the doors, 8080
#   CLUSTER_PORT  first of the three ports on which the nodes talk to each other, 2551
#   NODE_OPTS     flags for the nodes' JVMs, -Xmx512m
#   PERDURE_POSTGRES_…  a database that is there already, as for a node. Without, a PostgreSQL server is started whose
#                 contents are gone at the end.
set -euo pipefail
cd "$(dirname "$0")/.."
HTTP_PORT=${HTTP_PORT:-8080}
CLUSTER_PORT=${CLUSTER_PORT:-2551}
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
WORK=$(mktemp -d)
NODES=()
SERVER=

finish() {
  trap '' INT TERM # once is enough
  if [ ${#NODES[@]} -gt 0 ]; then
    kill "${NODES[@]}" 2>/dev/null || true
    wait "${NODES[@]}" 2>/dev/null || true
  fi
  # After the nodes, which write to it until their end.
  if [ -n "$SERVER" ]; then
    kill "$SERVER" 2>/dev/null || true
    wait "$SERVER" 2>/dev/null || true
  fi
  rm -rf "$WORK"
}
trap finish EXIT
trap 'exit 0' INT TERM

# Waits until process $2 has said on standard output, file $WORK/$1.out, what begins with $3; prints what follows it.
ready() {
  for _ in $(seq 600); do
    if grep -q "^$3" "$WORK/$1.out"; then
      sed -n "s|^$3||p" "$WORK/$1.out"
      return
    fi
    kill -0 "$2" 2>/dev/null || break
    sleep 0.2
  done
  echo "$1 did not start:" >&2
  cat "$WORK/$1.log" >&2
  return 1
}

SETTINGS=conf/postgres.conf
if [ -z "${PERDURE_POSTGRES_URL:-}${PERDURE_POSTGRES_HOST:-}" ]; then
  SETTINGS=$WORK/postgres.conf
  "$JAVA" -jar benchmarks/target/perdure-benchmarks.jar postgres --directory "$WORK" --settings "$SETTINGS" \
    >"$WORK/PostgreSQL.out" 2>"$WORK/PostgreSQL.log" &
  SERVER=$!
  ready PostgreSQL $SERVER "perdure postgres ready: " >/dev/null
fi

SEEDS=127.0.0.1:$CLUSTER_PORT,127.0.0.1:$((CLUSTER_PORT + 1)),127.0.0.1:$((CLUSTER_PORT + 2))
for n in 0 1 2; do
  # shellcheck disable=SC2086 # several flags
  PERDURE_CLUSTER_PORT=$((CLUSTER_PORT + n)) PERDURE_CLUSTER_SEEDS=$SEEDS \
    "$JAVA" ${NODE_OPTS:--Xmx512m} -jar http-gateway/target/perdure-node.jar --config "$SETTINGS" \
    --port $((HTTP_PORT + n)) --modules examples/target/perdure-examples.jar "$@" \
    >"$WORK/node-$n.out" 2>"$WORK/node-$n.log" &
  NODES+=($!)
done
for n in 0 1 2; do
  url=$(ready "node-$n" "${NODES[$n]}" "perdure node ready: ")
  echo "$url   process ${NODES[$n]}, log $WORK/node-$n.log"
done
echo "A cluster of three. Ctrl-C ends it."

# Nodes may be killed to see that the others go on; when the last is gone so is the cluster.
for node in "${NODES[@]}"; do
  wait "$node" 2>/dev/null || true
  echo "Process $node has ended."
done

#!/usr/bin/env bash
# Restarts the nodes of a cluster one after the other, so that it serves all the time: each node only when all of them are
# ready, and the next only when it is back.
#
#   conf/rolling-restart.sh DOOR COMMAND [DOOR COMMAND]...
#
# DOOR is the URL of a node's HTTP port, COMMAND what restarts that node and returns when its process runs again:
#
#   conf/rolling-restart.sh \
#     http://10.0.0.1:8080 'ssh node1 sudo systemctl restart perdure' \
#     http://10.0.0.2:8080 'ssh node2 sudo systemctl restart perdure' \
#     http://10.0.0.3:8080 'ssh node3 sudo systemctl restart perdure'
#
# READY_TIMEOUT  seconds until a node has to be ready (120). One that is not stops the whole thing: exit code 1, and the
#                nodes that come after it are left alone.
# SETTLE         seconds to wait after each node, for shards to move to it (5).
# CURL_OPTIONS   for doors with certificates of their own, such as "--cacert ca.crt"
#
# Exit code 2: wrong usage.
set -euo pipefail

ready_timeout=${READY_TIMEOUT:-120}
settle=${SETTLE:-5}

say() { echo "$(date -u +%H:%M:%S) $*"; }

is_ready() { # door
  # shellcheck disable=SC2086 # options are to be split
  curl --silent --fail --output /dev/null --max-time 5 ${CURL_OPTIONS:-} "${1%/}/health/ready"
}

await_ready() { # door...
  local door end=$((SECONDS + ready_timeout))
  for door in "$@"; do
    until is_ready "$door"; do
      if [ "$SECONDS" -ge "$end" ]; then
        say "$door is not ready after $ready_timeout s. Nothing more is restarted." >&2
        exit 1
      fi
      sleep 0.5
    done
  done
}

if [ $# -lt 2 ] || [ $(($# % 2)) -ne 0 ]; then
  echo "usage: $0 DOOR COMMAND [DOOR COMMAND]..." >&2
  exit 2
fi

doors=()
commands=()
while [ $# -gt 0 ]; do
  doors+=("$1")
  commands+=("$2")
  shift 2
done

for n in "${!doors[@]}"; do
  await_ready "${doors[@]}"
  say "restarting ${doors[$n]}: ${commands[$n]}"
  if ! bash -c "${commands[$n]}"; then
    say "The command failed. Nothing more is restarted." >&2
    exit 1
  fi
  await_ready "${doors[$n]}"
  say "${doors[$n]} is ready"
  sleep "$settle"
done
await_ready "${doors[@]}"
say "all ${#doors[@]} nodes were restarted"

#!/bin/bash
# Ansible's shell during measurements: runs a command as /bin/sh does, and records the command and its CPU time.
# Ansible calls it twice per command, one inside the other; the inner one measures.
if [ -z "${BENCHMARK_INNER:-}" ]; then
  export BENCHMARK_INNER=1
  exec /bin/sh "$@"
fi
/bin/sh "$@"
status=$?
{ times; printf '%s\n' "$*"; } > "$BENCHMARK_COMMANDS/$$"
exit "$status"

#!/bin/bash
# The shell that Ansible is given while it is measured: runs a command as /bin/sh does, and writes down the command and its CPU.
# For each command Ansible calls it twice, one inside the other; the inner one measures.
if [ -z "${BENCHMARK_INNER:-}" ]; then
  export BENCHMARK_INNER=1
  exec /bin/sh "$@"
fi
/bin/sh "$@"
status=$?
{ times; printf '%s\n' "$*"; } > "$BENCHMARK_COMMANDS/$$"
exit "$status"

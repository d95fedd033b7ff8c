#!/usr/bin/env bash
# The command line of the earlier script, for people who still use it: 98-fix-pull-secret-propagation.sh STUDENT [rhpds]
# Shows the plan, asks, heals, and reports the result. See post-software-hook heal --help.
set -euo pipefail

student="${1:-}"
[ -n "$student" ] || { echo "Usage: $0 STUDENT, as in: $0 student1" >&2; exit 2; }
shift
case "${1:-}" in '' | -*) ;; *) shift ;; esac # the deployment mode, which never had an effect
exec post-software-hook heal --student "$student" "$@"

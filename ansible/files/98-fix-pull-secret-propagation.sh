#!/usr/bin/env bash
# The old command line, for those who have it in their notes: 98-fix-pull-secret-propagation.sh STUDENT [rhpds]
# It shows the plan, asks, heals, and says at the end whether that worked. More: post-software-hook heal --help
set -euo pipefail

student="${1:-}"
[ -n "$student" ] || { echo "Usage: $0 STUDENT, as in: $0 student1" >&2; exit 2; }
shift
case "${1:-}" in '' | -*) ;; *) shift ;; esac # the deployment mode: it never made a difference
exec post-software-hook heal --student "$student" "$@"

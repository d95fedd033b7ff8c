# shellcheck shell=bash
# Tests, seeded faults, fuzzing and benchmarks. Sourced by build.sh.
# shellcheck disable=SC2154 # variables that build.sh sets

test_command() {
  local unit=1 cluster=1 options=()
  while [ $# -gt 0 ]; do
    case "$1" in
      unit) cluster=0 ;;
      cluster) unit=0 ;;
      --filter) [ $# -gt 1 ] || die "--filter needs an expression."; options+=(--filter "$2"); shift ;;
      --filter=*) options+=(--filter "${1#--filter=}") ;;
      *) die "test has no argument '$1'. It takes unit, cluster and --filter EXPRESSION." ;;
    esac
    shift
  done

  need_dotnet
  passed=0 failed=0 skipped=0 broken=""
  if [ $unit = 1 ]; then run_tests PostSoftwareHook.Tests minimal "${options[@]}"; fi
  if [ $cluster = 1 ]; then
    need_ansible_for_hub_tasks
    publish
    check_executable
    package
    use_ansible_2_19
    use_control_plane
    export POST_SOFTWARE_HOOK_EXECUTABLE="$executable"
    POST_SOFTWARE_HOOK_COLLECTION="$PWD/$dist/post_software-hook-$(version).tar.gz"
    export POST_SOFTWARE_HOOK_COLLECTION
    run_tests PostSoftwareHook.ClusterTests normal "${options[@]}"
  fi

  [ -z "$broken" ] || say "Did not complete: $broken"
  if [ $((passed + failed)) = 0 ]; then say "No test ran."; fi
  local skipped_too=""
  if [ "$skipped" != 0 ]; then skipped_too=", $skipped skipped"; fi
  printf '%s passed, %s failed%s\n' "$passed" "$failed" "$skipped_too"
  [ "$failed" = 0 ] && [ "$passed" != 0 ] && [ -z "$broken" ]
}

# run_tests PROJECT VERBOSITY [DOTNET TEST OPTIONS...]: adds to passed, failed, skipped and broken.
run_tests() {
  local project="$1" verbosity="$2" status=0 results="$dist/test-results/$1.trx" counters
  shift 2
  heading "$project"
  rm -f "$results"
  dotnet test "tests/$project" -c Release --nologo --results-directory "$dist/test-results" \
    --logger "trx;LogFileName=$project.trx" --logger "console;verbosity=$verbosity" "$@" < /dev/null || status=$?

  counters=$(grep -o '<Counters [^>]*>' "$results" 2> /dev/null | tail -n 1 || true)
  local p f t e
  p=$(counter passed) f=$(($(counter failed) + $(counter error) + $(counter timeout) + $(counter aborted))) t=$(counter total) e=$(counter executed)
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + t - e))
  if [ "$status" != 0 ] && [ "$f" = 0 ]; then broken="$broken $project"; fi # did not compile, or the test process crashed
}

faults() {
  local runs=1000 seed=1 half=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --runs) runs="${2:-}"; shift ;;
      --seed) seed="${2:-}"; shift ;;
      *) die "faults has no argument '$1'. It takes --runs N and --seed S." ;;
    esac
    [[ "$runs$seed" =~ ^[0-9]+$ && -n "$runs" && -n "$seed" ]] || die "faults: --runs and --seed need a number."
    shift
  done
  export POST_SOFTWARE_HOOK_FAULT_RUNS="$runs" POST_SOFTWARE_HOOK_FAULT_SEED="$seed"

  need_dotnet
  publish
  use_control_plane
  export POST_SOFTWARE_HOOK_EXECUTABLE="$executable"
  passed=0 failed=0 skipped=0 broken=""
  if [ "$runs" = 1 ]; then # the other class would have no seeds, which xunit reports as a failure
    [ $((seed % 2)) = 0 ] && half=Even || half=Odd
  fi
  run_tests PostSoftwareHook.ClusterTests normal --filter "FullyQualifiedName~${half}SeededFaultRuns"
  local results="$dist/test-results/PostSoftwareHook.ClusterTests.trx"
  say "$(grep -c '<StdOut>healed' "$results" || true) runs healed, $(grep -c '<StdOut>failed' "$results" || true) failed and reported it correctly."
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" = 0 ] && [ "$passed" != 0 ] && [ -z "$broken" ]
}

fuzz() {
  need_dotnet
  dotnet build tests/PostSoftwareHook.Fuzzing -c Release --nologo -v quiet >&2
  local status=0
  dotnet tests/PostSoftwareHook.Fuzzing/bin/Release/net10.0/fuzzing.dll "$dist/fuzz" "$@" || status=$?
  if [ "$status" -gt 2 ]; then say "The process crashed. Its input is the last file in $dist/fuzz whose name ends in .last."; fi
  return "$status"
}

counter() { # counter NAME: reads a value from run_tests' counters
  local value
  value=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<< "$counters")
  printf '%s' "${value:-0}"
}

bench() {
  need_dotnet
  need_contestants
  if [ -n "${POST_SOFTWARE_HOOK_EXECUTABLE:-}" ]; then
    place_module "$POST_SOFTWARE_HOOK_EXECUTABLE"
  else
    publish
    export POST_SOFTWARE_HOOK_EXECUTABLE="$executable"
  fi
  use_control_plane
  dotnet build tests/PostSoftwareHook.Benchmarks -c Release --nologo -v quiet >&2
  tests/PostSoftwareHook.Benchmarks/bin/Release/net10.0/benchmarks "$@" < /dev/null
}

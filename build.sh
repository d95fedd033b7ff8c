#!/usr/bin/env bash
# Builds, tests, demonstrates and packages the project. See ./build.sh --help.
# The commands are implemented in build/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

rid=linux-x64
dist=dist
executable="$PWD/$dist/$rid/post-software-hook"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/post-software-hook"
size_limit=9250000  # bytes; every Ansible task copies the executable to the host, so each call pays for its size
glibc_limit=2.34    # RHEL 9

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
  cat << 'HELP'
Usage: ./build.sh [COMMAND]
       ./build.sh --rid linux-arm64

Without a command: publishes the native executable to dist/linux-x64/post-software-hook and
installs it as the Ansible module pull_secret_propagation in this checkout. An executable whose
inputs have not changed is not built again.

With --rid linux-arm64: cross-builds dist/linux-arm64/post-software-hook and starts it with qemu-user if that
is available. The Ansible module and the tarballs remain those for x64; package adds its checksum to SHA256SUMS.

  test [unit|cluster] [--filter EXPRESSION]
                   runs all tests or one kind; EXPRESSION is that of 'dotnet test'.
                   cluster: tests the published executable through ansible-playbook and a real API server.
                   The last line is: N passed, N failed
  bench [--quick] [NAME...]
                   compares the cost with kubernetes.core and kubectl, as ratios. NAME: converged, healing,
                   executable, recovery, fleet, scale. Without NAME: runs all and writes docs/benchmarks.md
                   (15 minutes). --quick: few repetitions, writes nothing
  faults [--runs N] [--seed S]
                   runs the hook 1,000 times, or N times, against an API server with random faults.
                   The first run uses seed 1, or S, and each further run the next one
  fuzz [--seconds N] [--seed S] [--replay FILE] [TARGET...]
                   fuzzes the parsers of untrusted input, guided by branch coverage, 60 seconds or N for each
                   TARGET: args, kubeconfig, docker-config, api-errors, pull-errors, inquiries, api. Findings are written to dist/fuzz;
                   --replay runs one again. The last line is: N targets, N inputs, N paths, N findings
  demo             starts a temporary cluster with the incident, heals it, shows the pods before and after
  lint             runs all static checks: compiler, ansible-lint, yamllint, playbook syntax, shellcheck
  package          creates dist/post_software-hook-VERSION.tar.gz (the collection),
                   dist/pull_secret_propagation-role-VERSION.tar.gz (the role alone), checksums,
                   the bill of materials and the licences of the linked packages
  reproduce        builds and packages HEAD again in a clone in another folder, and compares the checksums
                   of all packaged files. The last line is: N equal, N differ
  control-plane    finds or builds etcd and kube-apiserver for tests and demo, prints their folder
  needs            installs everything that the other commands need, or says what to install
  clean            removes what was built in this folder; caches stay (see below)
  --help           prints this text

Missing tools are installed with apt-get if possible (as root on Debian or a derivative);
otherwise the command says what to install.

Environment:
  KUBEBUILDER_ASSETS   folder with etcd and kube-apiserver, as printed by setup-envtest; they are not built then
  ANSIBLE_2_19         folder with an unpacked ansible-core 2.19; it is not downloaded then
  XDG_CACHE_HOME       location of the caches: $XDG_CACHE_HOME/post-software-hook (default ~/.cache/post-software-hook)
  CI                   if set, package versions must match the lock files exactly
  SOURCE_DATE_EPOCH    timestamp in the tarballs and the bill of materials (default: the commit's)

The cluster tests and benchmarks read KUBEBUILDER_ASSETS, ANSIBLE_2_19, POST_SOFTWARE_HOOK_EXECUTABLE (the executable)
and POST_SOFTWARE_HOOK_COLLECTION (the collection's tarball), and have the same defaults.
HELP
}

say() { printf '%s\n' "$*" >&2; }
die() { say "build.sh: $*"; exit 1; }
heading() { printf '\n\033[1m== %s\033[0m\n' "$*" >&2; }

# shellcheck source=build/needs.sh
. build/needs.sh
# shellcheck source=build/publish.sh
. build/publish.sh
# shellcheck source=build/test.sh
. build/test.sh
# shellcheck source=build/demo.sh
. build/demo.sh
# shellcheck source=build/lint.sh
. build/lint.sh
# shellcheck source=build/package.sh
. build/package.sh
# shellcheck source=build/reproduce.sh
. build/reproduce.sh

clean() {
  rm -rf "$dist" roles/pull_secret_propagation/library/pull_secret_propagation ansible/plugins/modules/pull_secret_propagation
  find src tests -type d \( -name bin -o -name obj -o -name TestResults \) -prune -exec rm -rf {} +
}

command="${1:-publish}"
[ $# = 0 ] || shift
case "$command" in
  --rid)
    [ $# = 1 ] || die "--rid takes linux-x64 or linux-arm64, without a command."
    publish_for "$1"
    ;;
  test) test_command "$@" ;;
  bench) bench "$@" ;;
  faults) faults "$@" ;;
  fuzz) fuzz "$@" ;;
  publish | demo | lint | package | reproduce | clean)
    [ $# = 0 ] || die "$command takes no arguments. See ./build.sh --help."
    "$command"
    ;;
  control-plane) tests/Incident/control-plane.sh ;;
  needs)
    need_everything
    need_contestants
    need_cross_toolchain
    need file file
    need qemu-aarch64 qemu-user
    use_ansible_2_19
    ;;
  -h | --help | help) usage ;;
  *) die "There is no command '$command'. See ./build.sh --help." ;;
esac

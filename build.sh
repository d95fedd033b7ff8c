#!/usr/bin/env bash
# The one entry point for building, testing, showing and packing. ./build.sh --help tells what it can do.
# How each command does it is in build/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

rid=linux-x64
dist=dist
executable="$PWD/$dist/$rid/post-software-hook"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/post-software-hook"
size_limit=9250000  # bytes; every Ansible task copies the executable, so its size is a cost per call
glibc_limit=2.34    # RHEL 9

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
  cat << 'HELP'
Usage: ./build.sh [COMMAND]
       ./build.sh --rid linux-arm64

Without a command: publishes the native executable to dist/linux-x64/post-software-hook and
puts it where Ansible finds it, as the module pull_secret_propagation. Nothing is built twice:
an executable whose inputs did not change is kept.

With --rid linux-arm64: cross-builds dist/linux-arm64/post-software-hook, and starts it with qemu-user where
that is to be had. Ansible's module and the tarballs stay those for x64; package notes its checksum beside theirs.

  test [unit|cluster] [--filter EXPRESSION]
                   runs the tests, all of them or one kind; EXPRESSION is that of 'dotnet test'.
                   cluster: the published executable, through ansible-playbook, against a real API server.
                   The last line is: N passed, N failed
  bench [--quick] [NAME...]
                   what it costs, beside kubernetes.core and kubectl, in ratios. NAME: converged, healing,
                   executable, recovery, fleet, scale. All of them write docs/benchmarks.md (15 minutes);
                   --quick: few repetitions, writes nothing
  faults [--runs N] [--seed S]
                   1,000 runs, or N, each against an API server that fails by the next seed, from 1 or S on
  fuzz [--seconds N] [--seed S] [--replay FILE] [TARGET...]
                   reads random changes of what others write, guided by the branches they take, 60 seconds or N for each
                   TARGET: args, kubeconfig, docker-config, api-errors, api. What goes wrong is left in dist/fuzz, and
                   --replay shows it again. The last line is: N targets, N inputs, N paths, N findings
  demo             starts a throw-away cluster with the incident on it, heals it, shows before and after
  lint             warnings of the compiler, ansible-lint, yamllint, playbook syntax, shellcheck
  package          dist/post_software-hook-VERSION.tar.gz (the collection) and
                   dist/pull_secret_propagation-role-VERSION.tar.gz (the role alone), with checksums,
                   the bill of materials and the licences of what is linked
  reproduce        builds and packs HEAD once more, from a clone in another folder, and compares the
                   checksums of all that package leaves. The last line is: N equal, N differ
  control-plane    fetches or builds etcd and kube-apiserver for tests and demo, prints their folder
  needs            installs, or names, what all of the above need
  clean            removes what was built in this folder; caches stay (see below)
  --help           this text

What a step needs and the machine lacks is installed with apt-get where that may be done (root on
Debian or a relative of it); otherwise the step says what to install.

Environment:
  KUBEBUILDER_ASSETS   folder with etcd and kube-apiserver, as setup-envtest prints it; saves building them
  ANSIBLE_2_19         folder with an unpacked ansible-core 2.19; saves fetching it
  XDG_CACHE_HOME       caches are in $XDG_CACHE_HOME/post-software-hook (default ~/.cache/post-software-hook)
  CI                   when set, package versions must match the lock files exactly
  SOURCE_DATE_EPOCH    the time that the tarballs and the bill of materials bear (default: the commit's)

The cluster tests and benchmarks find these by the environment, or else by the same defaults: KUBEBUILDER_ASSETS, ANSIBLE_2_19,
POST_SOFTWARE_HOOK_EXECUTABLE (the executable) and POST_SOFTWARE_HOOK_COLLECTION (the collection's tarball).
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
    [ $# = 1 ] || die "--rid takes linux-x64 or linux-arm64, and no command beside it."
    publish_for "$1"
    ;;
  test) test_command "$@" ;;
  bench) bench "$@" ;;
  faults) faults "$@" ;;
  fuzz) fuzz "$@" ;;
  publish | demo | lint | package | reproduce | clean)
    [ $# = 0 ] || die "$command takes no arguments; ./build.sh --help tells more."
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
  *) die "There is no command '$command'; ./build.sh --help lists them." ;;
esac

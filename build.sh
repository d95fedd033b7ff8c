#!/usr/bin/env bash
# The one entry point for building, testing, showing and packing. ./build.sh --help tells what it can do.
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

# --- what steps need ---------------------------------------------------------------------------------------------

has() { command -v "$1" > /dev/null; }

can_install() { [ "$(id -u)" = 0 ] && has apt-get; }

# apt_install REASON PACKAGE...: installs with apt-get, or says what to install.
apt_install() {
  local reason="$1"
  shift
  can_install || die "$reason. Install it (Debian's name: $*), or run this once as root on Debian."
  say "$reason; installing $*"
  mkdir -p "$cache"
  local log="$cache/apt.log"
  (
    flock 9 # other steps may be installing at the same time
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
  ) 9> "$cache/apt.lock" > "$log" 2>&1 < /dev/null || { tail -n 20 "$log" >&2; die "apt-get could not install $* (log: $log)."; }
}

# need COMMAND PACKAGE...
need() {
  local command="$1"
  shift
  has "$command" || apt_install "$command is missing" "$@"
}

need_dotnet() {
  local wanted
  wanted=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json)
  has dotnet || die ".NET SDK $wanted or newer is missing (global.json). Install it: dotnet-sdk-${wanted%.*} from your distribution (Fedora, RHEL, Ubuntu), or see https://dotnet.microsoft.com/download"
  dotnet --version > /dev/null 2>&1 || die "global.json asks for .NET SDK $wanted or newer of the same major version; installed: $(dotnet --list-sdks | sed 's/ .*//' | paste -sd ' ')"
}

need_native_toolchain() {
  if is_cross; then
    [ "$rid" = linux-arm64 ] || die "$rid is built on x86_64 alone."
    need_cross_toolchain
    return
  fi
  if ! has clang && ! has gcc; then apt_install "A linker driver (clang or gcc) for the native build is missing" gcc libc6-dev; fi
  [ -e /usr/include/zlib.h ] || apt_install "zlib's headers are missing" zlib1g-dev
}

need_cross_toolchain() { need aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu libc6-dev-arm64-cross; }

is_cross() { # whether the executable is for another machine than this
  case "$rid/$(uname -m)" in linux-x64/x86_64 | linux-arm64/aarch64) return 1 ;; esac
}

need_ansible() {
  need ansible-playbook ansible
  local collections
  collections=$(ansible-galaxy collection list 2> /dev/null || true)
  if ! grep -q '^kubernetes\.core ' <<< "$collections"; then
    apt_install "Ansible's collection kubernetes.core is missing" ansible
  fi
}

need_ansible_for_hub_tasks() { # kubernetes.core's modules import it, with the Python that runs Ansible
  need_ansible
  local python
  python=$(ansible --version | sed -n 's/.*python version = .*(\(\/.*\))$/\1/p')
  "${python:-/usr/bin/python3}" -c 'import kubernetes' 2> /dev/null || apt_install "The Python package kubernetes is missing" python3-kubernetes
}

need_contestants() { # what the benchmarks compare with, and GNU time
  need_ansible_for_hub_tasks
  need kubectl kubernetes-client
  need jq jq
  [ -x /usr/bin/time ] || apt_install "GNU time is missing" time
}

need_everything() {
  need_dotnet
  need_native_toolchain
  need readelf binutils
  need_ansible_for_hub_tasks
  need ansible-lint ansible-lint
  need yamllint yamllint
  need shellcheck shellcheck
}

use_control_plane() { KUBEBUILDER_ASSETS=$(tests/Incident/control-plane.sh) && export KUBEBUILDER_ASSETS; }

use_ansible_2_19() { ANSIBLE_2_19=$(tests/ansible-core-2.19.sh) && export ANSIBLE_2_19; }

# ansible_2_19 COMMAND ARGUMENTS...
ansible_2_19() {
  local command="$1"
  shift
  PYTHONPATH="$ANSIBLE_2_19/usr/lib/python3/dist-packages" /usr/bin/python3 "$ANSIBLE_2_19/usr/bin/$command" "$@"
}

version() { sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props; }

# --- publish -----------------------------------------------------------------------------------------------------

# inputs_stamp RID: of contents, not of times; a fresh clone has the same stamp.
inputs_stamp() {
  {
    printf '%s\n' "$1" "$(dotnet --version)"
    find src global.json ./*.props -type d \( -name bin -o -name obj \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -d ' ' -f 1
}

publish() {
  need_dotnet
  need_native_toolchain
  local stamp_file="$dist/$rid/.inputs" stamp cross=()
  stamp=$(inputs_stamp "$rid")
  if is_cross; then cross=(-p:CppCompilerAndLinker=aarch64-linux-gnu-gcc -p:ObjCopyName=aarch64-linux-gnu-objcopy); fi
  if [ -x "$executable" ] && [ "$(cat "$stamp_file" 2> /dev/null)" = "$stamp" ]; then
    say "$dist/$rid/post-software-hook is up to date."
  else
    heading "Publishing the native executable (about 3 minutes on 2 cores)"
    rm -rf "$dist/.publish" "$stamp_file"
    dotnet publish src/PostSoftwareHook -c Release -r "$rid" -o "$dist/.publish" --nologo -v minimal "${cross[@]}" >&2
    mkdir -p "$dist/$rid"
    mv -f "$dist/.publish/post-software-hook" "$executable"
    rm -rf "$dist/.publish"
    printf '%s\n' "$stamp" > "$stamp_file"
  fi
  if [ "$rid" = linux-x64 ]; then place_module "$executable"; fi
}

publish_for() {
  rid="$1"
  executable="$PWD/$dist/$rid/post-software-hook"
  case "$rid" in linux-x64 | linux-arm64) ;; *) die "--rid takes linux-x64 or linux-arm64, not '$rid'." ;; esac
  publish
  if is_cross; then check_cross_executable; fi
}

place_module() { # where Ansible finds it
  local place
  for place in roles/pull_secret_propagation/library ansible/plugins/modules; do
    [ "$1" -ef "$place/pull_secret_propagation" ] || ln -f "$1" "$place/pull_secret_propagation" 2> /dev/null ||
      cp -f "$1" "$place/pull_secret_propagation"
  done
}

check_executable() {
  need readelf binutils
  local size needed newest
  size=$(stat -c %s "$executable")
  [ "$size" -lt "$size_limit" ] || die "The executable has $size bytes; the limit is $size_limit."

  # Beyond glibc nothing may be linked; OpenSSL is looked for at run time, so that any of its versions will do.
  needed=$(readelf -d "$executable" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^(lib(c|m|dl|pthread|rt)\.so\.[0-9]+|ld-linux-.*)$' || true)
  [ -z "$needed" ] || die "The executable links libraries other than glibc's: $(paste -sd ' ' <<< "$needed")"
  ! ldd "$executable" 2>&1 | grep -E 'not found|libssl|libcrypto' >&2 || die "ldd shows what must not be there (above)."
  grep -aq 'libssl\.so' "$executable" || die "The executable does not look for libssl at run time: TLS would not work."

  newest=$(readelf -V "$executable" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -n 1)
  newest=${newest#GLIBC_}
  [ "$(printf '%s\n' "$newest" "$glibc_limit" | sort -V | tail -n 1)" = "$glibc_limit" ] || die "The executable needs glibc $newest; RHEL 9 has $glibc_limit."
  say "The executable: $size bytes, needs glibc $newest and nothing else at link time."
}

# What this machine can say of an executable for another one.
check_cross_executable() {
  check_executable
  need file file
  local kind started
  kind=$(file -b "$executable")
  [[ "$kind" == "ELF 64-bit "*" ARM aarch64, "* ]] || die "The executable is not one for arm64, but: $kind"
  say "$dist/$rid/post-software-hook: ${kind%%, dynamically*}, sha256 $(sha256sum < "$executable" | cut -d ' ' -f 1)"

  if has qemu-aarch64 || can_install; then
    need qemu-aarch64 qemu-user
    started=$(qemu-aarch64 -L /usr/aarch64-linux-gnu "$executable" version) || die "The executable does not start in qemu-aarch64; it said: $started"
    [[ "$started" == *"$(version)"* ]] || die "The executable started in qemu-aarch64 says it is another version: $started"
    say "Started with qemu-aarch64, it says: $started"
  else
    say "Not started: qemu-aarch64 is missing (Debian's package qemu-user)."
  fi
}

# --- test --------------------------------------------------------------------------------------------------------

test_command() {
  local unit=1 cluster=1 options=()
  while [ $# -gt 0 ]; do
    case "$1" in
      unit) cluster=0 ;;
      cluster) unit=0 ;;
      --filter) [ $# -gt 1 ] || die "--filter needs an expression."; options+=(--filter "$2"); shift ;;
      --filter=*) options+=(--filter "${1#--filter=}") ;;
      *) die "test does not know '$1'. It takes unit, cluster and --filter EXPRESSION." ;;
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

  [ -z "$broken" ] || say "Did not run to its end: $broken"
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
  if [ "$status" != 0 ] && [ "$f" = 0 ]; then broken="$broken $project"; fi # did not compile, or the test process died
}

faults() {
  local runs=1000 seed=1 half=""
  while [ $# -gt 0 ]; do
    case "$1" in
      --runs) runs="${2:-}"; shift ;;
      --seed) seed="${2:-}"; shift ;;
      *) die "faults does not know '$1'. It takes --runs N and --seed S." ;;
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
  if [ "$runs" = 1 ]; then # the other class would have no seed, which xunit calls a failure
    [ $((seed % 2)) = 0 ] && half=Even || half=Odd
  fi
  run_tests PostSoftwareHook.ClusterTests normal --filter "FullyQualifiedName~${half}SeededFaultRuns"
  local results="$dist/test-results/PostSoftwareHook.ClusterTests.trx"
  say "$(grep -c '<StdOut>healed' "$results" || true) ended healed, $(grep -c '<StdOut>failed' "$results" || true) failed with a true report."
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" = 0 ] && [ "$passed" != 0 ] && [ -z "$broken" ]
}

fuzz() {
  need_dotnet
  dotnet build tests/PostSoftwareHook.Fuzzing -c Release --nologo -v quiet >&2
  local status=0
  dotnet tests/PostSoftwareHook.Fuzzing/bin/Release/net10.0/fuzzing.dll "$dist/fuzz" "$@" || status=$?
  if [ "$status" -gt 2 ]; then say "The process died. The input under way is the last file in $dist/fuzz whose name ends in .last."; fi
  return "$status"
}

counter() { # reads run_tests' counters
  local value
  value=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<< "$counters")
  printf '%s' "${value:-0}"
}

# --- bench -------------------------------------------------------------------------------------------------------

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

# --- demo --------------------------------------------------------------------------------------------------------

demo() {
  need_dotnet
  need_ansible
  publish
  use_control_plane
  dotnet build tests/Incident -c Release --nologo -v quiet >&2
  local incident="$PWD/tests/Incident/bin/Release/net10.0/incident"
  demo_dir=$(mktemp -d)
  demo_host=""
  trap end_demo EXIT
  trap 'exit 130' INT TERM

  heading "1. A cluster, just installed: its pull secret is right, yet pods cannot pull their images"
  say "A real etcd and kube-apiserver on this machine; small actors play the kubelet, OLM and OpenShift."
  "$incident" start --dir "$demo_dir" > "$demo_dir/incident.log" 2>&1 < /dev/null &
  demo_host=$!
  wait_for_demo
  "$incident" pods --kubeconfig "$demo_dir/kubeconfig"

  export ANSIBLE_CONFIG="$PWD/ansible/ansible.cfg"
  local playbook=(ansible-playbook playbooks/fix_pull_secret.yml -e "kubeconfig=$demo_dir/kubeconfig")

  heading "2. What would be done? Check mode with --diff: the plan, and nothing is written"
  demo_run "${playbook[@]}" --check --diff
  heading "3. Now for real: the pull secret is carried over, linked, and the stuck pods are started anew"
  demo_run "${playbook[@]}"
  heading "4. Once more: nothing is left to do, so nothing is changed"
  demo_run "${playbook[@]}" 2>&1 | tee "$demo_dir/second-run"
  grep -qE '^localhost .*changed=0 .*failed=0' "$demo_dir/second-run" || die "The second run changed something."
  heading "5. The same pods now"
  "$incident" pods --kubeconfig "$demo_dir/kubeconfig"
  say "
Two are left alone on purpose, and were reported with the reason: debug-tools has no owner that would make it anew,
and workshop-dashboard asks for a tag that does not exist."
}

demo_run() {
  printf '$ %s\n' "${*//"$demo_dir"/DIR}" >&2
  "$@" < /dev/null
}

wait_for_demo() {
  local i
  for ((i = 0; i < 600; i++)); do
    [ -e "$demo_dir/ready" ] && return
    kill -0 "$demo_host" 2> /dev/null || break
    sleep 0.2
  done
  cat "$demo_dir/incident.log" >&2
  die "The throw-away cluster did not start; its log is above."
}

end_demo() {
  local status=$?
  if [ -n "$demo_host" ]; then
    kill "$demo_host" 2> /dev/null || true
    wait "$demo_host" 2> /dev/null || true
  fi
  rm -rf "$demo_dir"
  exit "$status"
}

# --- lint --------------------------------------------------------------------------------------------------------

lint() {
  need_everything
  use_ansible_2_19
  heading "Shell scripts"
  shellcheck -x build.sh .ci/run tests/*.sh tests/Incident/*.sh tests/PostSoftwareHook.Benchmarks/Contestants/*.sh

  heading "C#: analyzers and formatting, warnings are errors"
  dotnet build PostSoftwareHook.sln -c Release --nologo -v quiet >&2

  heading "Packages with known vulnerabilities"
  known_vulnerabilities

  heading "YAML"
  yamllint --strict .

  publish # without it Ansible would not know the module
  check_executable
  export ANSIBLE_CONFIG="$PWD/ansible/ansible.cfg"
  heading "Ansible: syntax, in both versions"
  local playbook
  for playbook in playbooks/*.yml; do
    ansible-playbook --syntax-check "$playbook" < /dev/null
    ansible_2_19 ansible-playbook --syntax-check "$playbook" < /dev/null
  done
  heading "Ansible: ansible-lint, profile production"
  ansible-lint --offline --strict < /dev/null
}

# Fails where the feed knows of one; a feed that doesn't answer is said, and is no failure.
known_vulnerabilities() {
  local found
  if ! found=$(dotnet list PostSoftwareHook.sln package --vulnerable --include-transitive 2>&1); then
    say "Not known: the feed does not answer that. $(tail -n 1 <<< "$found")"
  elif grep -q 'has the following vulnerable packages' <<< "$found"; then
    die "$found"
  else
    say "None."
  fi
}

# --- package -----------------------------------------------------------------------------------------------------

package() {
  need ansible-galaxy ansible
  publish
  local version stage
  version=$(version)
  stage="$dist/.stage"
  rm -rf "$stage" "$dist"/*.tar.gz
  # The notices and the bill read what the last restore left, which may have been another architecture's.
  dotnet restore src/PostSoftwareHook -p:RuntimeIdentifier=linux-x64 --nologo -v quiet >&2
  mkdir -p "$stage/collection" "$stage/role"

  # The role travels whole in its own tarball; in the collection its module lies with the collection's modules.
  cp -R roles/pull_secret_propagation "$stage/role/"
  third_party_notices > "$dist/THIRD-PARTY-NOTICES.txt"
  cp LICENSE "$dist/THIRD-PARTY-NOTICES.txt" "$stage/role/pull_secret_propagation/"
  tarball_of "$stage/role" "$dist/pull_secret_propagation-role-$version.tar.gz"

  cp -R ansible/. "$stage/collection/"
  rm -f "$stage/collection/ansible.cfg"
  cp -R roles "$stage/collection/"
  rm -rf "$stage/collection/roles/pull_secret_propagation/library"
  mkdir "$stage/collection/playbooks"
  cp -R playbooks/*.yml "$stage/collection/playbooks/"
  cp -R LICENSE "$dist/THIRD-PARTY-NOTICES.txt" README.md CONTRIBUTING.md docs "$stage/collection/"
  sed -i 's:](\(\.\./\)\?ansible/:](\1:g' "$stage/collection/README.md" "$stage/collection/docs"/*.md # ansible/ is the collection's root
  sed -i "s/^version:.*/version: $version/" "$stage/collection/galaxy.yml"
  ansible-galaxy collection build "$stage/collection" --output-path "$stage" > /dev/null < /dev/null
  mkdir "$stage/built"
  tar -C "$stage/built" -xzf "$stage/post_software-hook-$version.tar.gz"
  sort_files_json "$stage/built"
  tarball_of "$stage/built" "$dist/post_software-hook-$version.tar.gz"
  rm -rf "$stage"
  bill_of_materials "$version"
  local executables=("$rid/post-software-hook") arm64=linux-arm64
  if [ "$(cat "$dist/$arm64/.inputs" 2> /dev/null)" = "$(inputs_stamp "$arm64")" ]; then executables+=("$arm64/post-software-hook"); fi
  (cd "$dist" && sha256sum ./*.tar.gz "${executables[@]}" post-software-hook.cdx.json THIRD-PARTY-NOTICES.txt > SHA256SUMS)
  say "Packed $dist/post_software-hook-$version.tar.gz and $dist/pull_secret_propagation-role-$version.tar.gz."
}

# The time that what is packed bears.
source_date() { printf '%s' "${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || echo 0)}"; }

# tarball_of FOLDER TARBALL: the same bytes for the same content, whoever packs it, where and when.
tarball_of() {
  find "$1" -mindepth 1 -maxdepth 1 -printf '%P\0' | LC_ALL=C sort -z |
    tar -C "$1" --format=gnu --sort=name --mtime="@$(source_date)" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --null -T - -cf - |
    gzip -n > "$2"
}

# sort_files_json COLLECTION: ansible-galaxy lists files in the order in which the file system has them.
sort_files_json() {
  python3 - "$1" << 'PYTHON'
import hashlib, json, pathlib, sys

listing, manifest = (pathlib.Path(sys.argv[1], name) for name in ("FILES.json", "MANIFEST.json"))
content = json.loads(listing.read_bytes())
content["files"].sort(key=lambda file: file["name"])
listing.write_text(json.dumps(content, indent=1))
about = json.loads(manifest.read_bytes())
about["file_manifest_file"]["chksum_sha256"] = hashlib.sha256(listing.read_bytes()).hexdigest()
manifest.write_text(json.dumps(about, indent=1))
PYTHON
}

# The packages that the executable is made of, with their licences, in CycloneDX.
bill_of_materials() {
  dotnet tool restore > /dev/null || die "The tool CycloneDX, named in .config/dotnet-tools.json, could not be had from NuGet; the lines above say why."
  dotnet tool run dotnet-CycloneDX -- src/PostSoftwareHook/PostSoftwareHook.csproj --output "$dist" --filename post-software-hook.cdx.json \
    --output-format Json --no-serial-number --disable-package-restore --set-name post-software-hook --set-version "$1" > /dev/null
  sed -i "s/^    \"timestamp\": \"[^\"]*\"/    \"timestamp\": \"$(date -u -d "@$(source_date)" +%FT%TZ)\"/" "$dist/post-software-hook.cdx.json"
}

# Whose work the executable links, under which licence, in the packages' own words.
third_party_notices() {
  local packages name version folder file
  packages=$(dotnet nuget locals global-packages --list | sed 's/^[^/]*//')
  printf 'The executable of PostSoftwareHook is linked from the packages below, under the licences they name.\n'
  sed -n -e 's/^      "\([^"]*\)": {$/\1/p' -e 's/^        "resolved": "\([^"]*\)",$/\1/p' src/PostSoftwareHook/packages.lock.json | paste -d ' ' - - | sort -u |
    while read -r name version; do
      folder="${packages%/}/${name,,}/$version"
      [ -d "$folder" ] || die "$name $version is not in $packages, though it was just restored."
      printf '\n%s\n%s %s\n' "$(printf '=%.0s' {1..100})" "$name" "$version"
      sed -n -e 's:.*<copyright>\(.*\)</copyright>.*:\1:p' -e 's:.*<license type="expression">\(.*\)</license>.*:Licence\: \1:p' -e 's:.*<projectUrl>\(.*\)</projectUrl>.*:\1:p' "$folder"/*.nuspec
      for file in "$folder"/[Ll][Ii][Cc][Ee][Nn][Ss][Ee]* "$folder"/THIRD-PARTY-NOTICES*; do
        [ ! -f "$file" ] || { printf '\n' && tr -d '\r' < "$file"; }
      done
    done
}

# --- reproduce ---------------------------------------------------------------------------------------------------

# Another folder, another time zone, another umask: what differs then would differ from machine to machine, too.
reproduce() {
  local changed here equal differ=0 sum name there
  changed=$(git status --porcelain)
  [ -z "$changed" ] || die "reproduce compares with HEAD, and this is not in it:
$changed"
  package
  here="$PWD/$dist/SHA256SUMS"
  again=$(mktemp -d)
  trap 'rm -rf "$again"' EXIT
  git clone --quiet . "$again/another/folder"
  (
    cd "$again/another/folder"
    umask 077
    export TZ=Pacific/Kiritimati
    if grep -q ' linux-arm64/' "$here"; then ./build.sh --rid linux-arm64; fi
    ./build.sh package
  )
  equal=0
  while read -r sum name; do
    there=$(sha256sum < "$again/another/folder/$dist/$name" | cut -d ' ' -f 1) || there=missing
    if [ "$sum" = "$there" ]; then
      equal=$((equal + 1))
      say "equal:   $name"
    else
      differ=$((differ + 1))
      say "differs: $name: $sum here, $there in the clone"
    fi
  done < "$here"
  printf '%s equal, %s differ\n' "$equal" "$differ"
  [ "$differ" = 0 ]
}

# -----------------------------------------------------------------------------------------------------------------

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

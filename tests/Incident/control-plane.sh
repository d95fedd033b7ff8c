#!/usr/bin/env bash
# Finds or builds the etcd and kube-apiserver that tests, demo and benchmarks use.
# Prints only their folder to stdout; everything else goes to stderr.
#   1. KUBEBUILDER_ASSETS, the convention of controller-runtime's envtest
#   2. the cache, ${XDG_CACHE_HOME:-~/.cache}/post-software-hook/control-plane
#   3. as root on Debian bookworm: built once into that cache from Debian's source package
set -euo pipefail

cache="${XDG_CACHE_HOME:-$HOME/.cache}/post-software-hook"
assets="$cache/control-plane"

say() { printf '%s\n' "$*" >&2; }

is_complete() { [ -x "$1/etcd" ] && [ -x "$1/kube-apiserver" ]; }

if [ -n "${KUBEBUILDER_ASSETS:-}" ]; then
  is_complete "$KUBEBUILDER_ASSETS" || {
    say "KUBEBUILDER_ASSETS is $KUBEBUILDER_ASSETS, but it does not contain both etcd and kube-apiserver. Get them with: setup-envtest use -p path"
    exit 1
  }
  printf '%s\n' "$KUBEBUILDER_ASSETS"
  exit 0
fi

mkdir -p "$cache"
exec 9>"$cache/control-plane.lock"
flock 9 # two test runs may start at the same time

if is_complete "$assets"; then
  printf '%s\n' "$assets"
  exit 0
fi

# shellcheck source=/dev/null
. /etc/os-release
if [ "${VERSION_CODENAME:-}" != bookworm ] || [ "$(id -u)" != 0 ]; then
  say "No etcd and kube-apiserver found. Set KUBEBUILDER_ASSETS to a folder that holds both: export KUBEBUILDER_ASSETS=\$(setup-envtest use -p path)"
  say "(As root on Debian bookworm this script builds them from Debian's source package instead.)"
  exit 1
fi

say "Building kube-apiserver from Debian's source package, once; this takes about 5 minutes."
log="$cache/control-plane.log"
work="$cache/control-plane.work"
trap '[ $? = 0 ] || { say "Building the control plane failed; the log is $log. Its end:"; tail -n 20 "$log" >&2 || true; }' EXIT
rm -rf "$work"
mkdir -p "$work/lists/partial" "$work/source"

mirror=$(cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null |
  sed -n 's/^URIs: *//p; s/^deb \(\[.*\] \)\?\([^ ]*\) bookworm main.*/\2/p' | head -n 1) || true
[ -n "$mirror" ] || { say "No Debian mirror found in /etc/apt/sources.list or /etc/apt/sources.list.d/debian.sources."; exit 1; }
printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s bookworm main\n' "$mirror" > "$work/bookworm-source.list"
source_apt=(apt-get -o "Dir::Etc::sourcelist=$work/bookworm-source.list" -o Dir::Etc::sourceparts=-
  -o "Dir::State::Lists=$work/lists" -o APT::Get::List-Cleanup=0 -o APT::Sandbox::User=root)

{
  export DEBIAN_FRONTEND=noninteractive
  (
    flock 8 # build.sh may be installing at the same time
    apt-get update
    apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends golang-1.19-go rsync make dpkg-dev etcd-server golang-github-modern-go-reflect2-dev
  ) 8> "$cache/apt.lock" < /dev/null
  "${source_apt[@]}" update
  (cd "$work/source" && "${source_apt[@]}" source kubernetes)
  tree=$(find "$work/source" -maxdepth 1 -type d -name 'kubernetes-*')

  # The vendored reflect2 1.0.1 crashes the API server under Go 1.18 and newer when a custom resource is written.
  reflect2="$tree/vendor/github.com/modern-go/reflect2"
  rm -f "$reflect2"/*.go "$reflect2"/*.s
  cp /usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} "$reflect2/"

  cd "$tree"
  PATH="/usr/lib/go-1.19/bin:$PATH" GOCACHE="$work/go-build" GOFLAGS=-mod=vendor \
    make WHAT=cmd/kube-apiserver GOFLAGS=-mod=vendor KUBE_BUILD_PLATFORMS=linux/amd64

  mkdir -p "$assets"
  cp _output/bin/kube-apiserver "$assets/kube-apiserver.new"
  cp "$(command -v etcd)" "$assets/etcd"
  mv "$assets/kube-apiserver.new" "$assets/kube-apiserver"
} > "$log" 2>&1
cd "$cache"
rm -rf "$work"

printf '%s\n' "$assets"

# shellcheck shell=bash
# Prerequisites of the commands: tools, packages and the control plane. Sourced by build.sh.
# shellcheck disable=SC2154 # variables that build.sh sets

has() { command -v "$1" > /dev/null; }

can_install() { [ "$(id -u)" = 0 ] && has apt-get; }

# apt_install REASON PACKAGE...: installs the packages with apt-get, or says what to install.
apt_install() {
  local reason="$1"
  shift
  can_install || die "$reason. Install it (Debian package: $*), or run this once as root on Debian."
  say "$reason; installing $*"
  mkdir -p "$cache"
  local log="$cache/apt.log"
  (
    flock 9 # another command may be installing at the same time
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
    [ "$rid" = linux-arm64 ] || die "$rid can only be built on x86_64."
    need_cross_toolchain
    return
  fi
  if ! has clang && ! has gcc; then apt_install "A linker driver (clang or gcc) for the native build is missing" gcc libc6-dev; fi
  [ -e /usr/include/zlib.h ] || apt_install "zlib's headers are missing" zlib1g-dev
}

need_cross_toolchain() { need aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu libc6-dev-arm64-cross; }

is_cross() { # whether the executable is for another architecture
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

need_ansible_for_hub_tasks() { # kubernetes.core's modules import the package kubernetes, in the Python that runs Ansible
  need_ansible
  local python
  python=$(ansible --version | sed -n 's/.*python version = .*(\(\/.*\))$/\1/p')
  "${python:-/usr/bin/python3}" -c 'import kubernetes' 2> /dev/null || apt_install "The Python package kubernetes is missing" python3-kubernetes
}

need_contestants() { # the programs that the benchmarks compare with, and GNU time
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

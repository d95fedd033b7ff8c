#!/usr/bin/env bash
# Makes ansible-core 2.19 available beside the machine's own: Debian trixie's package, unpacked into a cache folder, never installed.
# Prints that folder, alone on stdout; everything else goes to stderr. Run it as
#   PYTHONPATH=FOLDER/usr/lib/python3/dist-packages /usr/bin/python3 FOLDER/usr/bin/ansible-playbook ...
# Its Python needs (jinja2, PyYAML, cryptography, packaging, resolvelib) are those that bookworm's ansible-core brings.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

if [ -n "${ANSIBLE_2_19:-}" ]; then
  [ -f "$ANSIBLE_2_19/usr/bin/ansible-playbook" ] || { say "ANSIBLE_2_19 is $ANSIBLE_2_19, but usr/bin/ansible-playbook is not in it."; exit 1; }
  printf '%s\n' "$ANSIBLE_2_19"
  exit 0
fi

cache="${XDG_CACHE_HOME:-$HOME/.cache}/post-software-hook"
folder="$cache/ansible-2.19"
mkdir -p "$cache"
exec 9>"$cache/ansible-2.19.lock"
flock 9 # two test runs may start together

if [ -f "$folder/usr/bin/ansible-playbook" ]; then
  printf '%s\n' "$folder"
  exit 0
fi

if ! command -v apt-get > /dev/null || ! command -v dpkg > /dev/null; then
  say "ansible-core 2.19 is taken from Debian's package, and this is no Debian. Set ANSIBLE_2_19 to a folder that holds usr/bin/ansible-playbook and usr/lib/python3/dist-packages of ansible-core 2.19."
  exit 1
fi
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -f "$keyring" ] || { say "$keyring is missing. Install it: apt-get install debian-archive-keyring"; exit 1; }
mirror=$(cat /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2> /dev/null |
  sed -n 's/^URIs: *//p; s/^deb \(\[.*\] \)\?\([^ ]*\) [a-z]* main.*/\2/p' | head -n 1) || true
[ -n "$mirror" ] || { say "No Debian mirror found in /etc/apt/sources.list or /etc/apt/sources.list.d/debian.sources."; exit 1; }

work="$cache/ansible-2.19.work"
log="$cache/ansible-2.19.log"
rm -rf "$work"
mkdir -p "$work/lists/partial" "$work/archives/partial" "$work/unpacked"
printf 'deb [signed-by=%s] %s trixie main\n' "$keyring" "$mirror" > "$work/trixie.list"

# apt gets its own folders, so that nothing of trixie is ever installed and the machine's own lists stay as they are.
trixie_apt=(apt-get -o "Dir::Etc::sourcelist=$work/trixie.list" -o Dir::Etc::sourceparts=-
  -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work" -o "Dir::Cache::archives=$work/archives"
  -o APT::Sandbox::User=root)

say "Unpacking ansible-core 2.19 into $folder"
(
  cd "$work"
  "${trixie_apt[@]}" update
  "${trixie_apt[@]}" download ansible-core
  dpkg -x ansible-core_*.deb "$work/unpacked"
) > "$log" 2>&1 || { say "That failed; the log is $log. Its end:"; tail -n 20 "$log" >&2; exit 1; }

rm -rf "$folder"
mv "$work/unpacked" "$folder" # at once, so that a half-made folder is never found
rm -rf "$work"
printf '%s\n' "$folder"

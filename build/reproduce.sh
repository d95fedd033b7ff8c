# shellcheck shell=bash
# A second build in another folder, which must produce the same bytes. Sourced by build.sh.
# shellcheck disable=SC2154 # variables that build.sh sets

# Uses another folder, time zone and umask, to find differences that would also occur between machines.
reproduce() {
  local changed here equal differ=0 sum name there
  changed=$(git status --porcelain)
  [ -z "$changed" ] || die "reproduce builds HEAD, which does not contain these changes:
$changed"
  package
  here="$PWD/$dist/SHA256SUMS"
  again=$(mktemp -d)
  trap 'rm -rf "$again"' EXIT
  git clone --quiet . "$again/another/folder"
  (
    cd "$again/another/folder" || exit
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

# shellcheck shell=bash
# Publishes the executable, installs it as the Ansible module, checks it. Sourced by build.sh.
# shellcheck disable=SC2154 # variables that build.sh sets

# inputs_stamp RID: a checksum of the inputs' contents, not times, so that a fresh clone has the same stamp.
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

place_module() { # installs the executable as the Ansible module in this checkout
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

  # Only glibc may be linked. OpenSSL is loaded at run time, so that any version works.
  needed=$(readelf -d "$executable" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | grep -vE '^(lib(c|m|dl|pthread|rt)\.so\.[0-9]+|ld-linux-.*)$' || true)
  [ -z "$needed" ] || die "The executable links libraries other than glibc's: $(paste -sd ' ' <<< "$needed")"
  ! ldd "$executable" 2>&1 | grep -E 'not found|libssl|libcrypto' >&2 || die "ldd lists libraries that must not be linked (above)."
  grep -aq 'libssl\.so' "$executable" || die "The executable does not load libssl at run time, so TLS would not work."

  newest=$(readelf -V "$executable" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -n 1)
  newest=${newest#GLIBC_}
  [ "$(printf '%s\n' "$newest" "$glibc_limit" | sort -V | tail -n 1)" = "$glibc_limit" ] || die "The executable needs glibc $newest; RHEL 9 has $glibc_limit."
  say "The executable has $size bytes and links glibc $newest only."
}

# Checks that are possible for an executable of another architecture.
check_cross_executable() {
  check_executable
  need file file
  local kind started
  kind=$(file -b "$executable")
  [[ "$kind" == "ELF 64-bit "*" ARM aarch64, "* ]] || die "The executable is not for arm64 but: $kind"
  say "$dist/$rid/post-software-hook: ${kind%%, dynamically*}, sha256 $(sha256sum < "$executable" | cut -d ' ' -f 1)"

  if has qemu-aarch64 || can_install; then
    need qemu-aarch64 qemu-user
    started=$(qemu-aarch64 -L /usr/aarch64-linux-gnu "$executable" version) || die "The executable does not start in qemu-aarch64: $started"
    [[ "$started" == *"$(version)"* ]] || die "In qemu-aarch64 the executable reports another version: $started"
    say "Started with qemu-aarch64: $started"
  else
    say "Not started: qemu-aarch64 is missing (Debian's package qemu-user)."
  fi
}

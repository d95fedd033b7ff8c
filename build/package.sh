# shellcheck shell=bash
# The tarballs, their bill of materials and notices. Sourced by build.sh.
# shellcheck disable=SC2154 # variables that build.sh sets

package() {
  need ansible-galaxy ansible
  publish
  local version stage
  version=$(version)
  stage="$dist/.stage"
  rm -rf "$stage" "$dist"/*.tar.gz
  # The notices and the bill of materials read the last restore's result, which may be that of another architecture.
  dotnet restore src/PostSoftwareHook -p:RuntimeIdentifier=linux-x64 --nologo -v quiet >&2
  mkdir -p "$stage/collection" "$stage/role"

  # The role's own tarball contains its module. In the collection the module is in plugins/modules.
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

# Timestamp of the packaged files, in seconds since the epoch.
source_date() { printf '%s' "${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2> /dev/null || echo 0)}"; }

# tarball_of FOLDER TARBALL: creates a reproducible tarball: same content, same bytes.
tarball_of() {
  find "$1" -mindepth 1 -maxdepth 1 -printf '%P\0' | LC_ALL=C sort -z |
    tar -C "$1" --format=gnu --sort=name --mtime="@$(source_date)" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX --null -T - -cf - |
    gzip -n > "$2"
}

# sort_files_json COLLECTION: sorts FILES.json, which ansible-galaxy writes in the file system's order.
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

# Writes the linked packages and their licences as a CycloneDX bill of materials.
bill_of_materials() {
  dotnet tool restore > /dev/null || die "The tool CycloneDX, named in .config/dotnet-tools.json, could not be restored from NuGet; see the lines above."
  dotnet tool run dotnet-CycloneDX -- src/PostSoftwareHook/PostSoftwareHook.csproj --output "$dist" --filename post-software-hook.cdx.json \
    --output-format Json --no-serial-number --disable-package-restore --set-name post-software-hook --set-version "$1" > /dev/null
  sed -i "s/^    \"timestamp\": \"[^\"]*\"/    \"timestamp\": \"$(date -u -d "@$(source_date)" +%FT%TZ)\"/" "$dist/post-software-hook.cdx.json"
}

# Prints copyright, licence and notices of the linked packages.
third_party_notices() {
  local packages name version folder file
  packages=$(dotnet nuget locals global-packages --list | sed 's/^[^/]*//')
  printf 'The executable of PostSoftwareHook contains code of the packages below, under their licences.\n'
  sed -n -e 's/^      "\([^"]*\)": {$/\1/p' -e 's/^        "resolved": "\([^"]*\)",$/\1/p' src/PostSoftwareHook/packages.lock.json | paste -d ' ' - - | sort -u |
    while read -r name version; do
      folder="${packages%/}/${name,,}/$version"
      [ -d "$folder" ] || die "$name $version is not in $packages, although it was just restored."
      printf '\n%s\n%s %s\n' "$(printf '=%.0s' {1..100})" "$name" "$version"
      sed -n -e 's:.*<copyright>\(.*\)</copyright>.*:\1:p' -e 's:.*<license type="expression">\(.*\)</license>.*:Licence\: \1:p' -e 's:.*<projectUrl>\(.*\)</projectUrl>.*:\1:p' "$folder"/*.nuspec
      for file in "$folder"/[Ll][Ii][Cc][Ee][Nn][Ss][Ee]* "$folder"/THIRD-PARTY-NOTICES*; do
        [ ! -f "$file" ] || { printf '\n' && tr -d '\r' < "$file"; }
      done
    done
}

# shellcheck shell=bash
# All static checks. Sourced by build.sh.

lint() {
  need_everything
  use_ansible_2_19
  heading "Shell scripts"
  shellcheck -x -a build.sh build/*.sh .ci/run tests/*.sh tests/Incident/*.sh tests/PostSoftwareHook.Benchmarks/Contestants/*.sh

  heading "C#: analyzers and formatting, warnings are errors"
  dotnet build PostSoftwareHook.sln -c Release --nologo -v quiet >&2

  heading "Packages with known vulnerabilities"
  known_vulnerabilities

  heading "YAML"
  yamllint --strict .

  publish # Ansible must find the module
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

# Fails if the feed lists one. A feed that does not answer is reported but is not a failure.
known_vulnerabilities() {
  local found
  if ! found=$(dotnet list PostSoftwareHook.sln package --vulnerable --include-transitive 2>&1); then
    say "Unknown: the feed did not answer. $(tail -n 1 <<< "$found")"
  elif grep -q 'has the following vulnerable packages' <<< "$found"; then
    die "$found"
  else
    say "None."
  fi
}

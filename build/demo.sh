# shellcheck shell=bash
# The demonstration on a temporary cluster. Sourced by build.sh.

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

  heading "1. A newly installed cluster: its pull secret is valid, but pods cannot pull their images"
  say "A real etcd and kube-apiserver on this machine. Actors simulate the kubelet, OLM and OpenShift."
  "$incident" start --dir "$demo_dir" > "$demo_dir/incident.log" 2>&1 < /dev/null &
  demo_host=$!
  wait_for_demo
  "$incident" pods --kubeconfig "$demo_dir/kubeconfig"

  export ANSIBLE_CONFIG="$PWD/ansible/ansible.cfg"
  local playbook=(ansible-playbook playbooks/fix_pull_secret.yml -e "kubeconfig=$demo_dir/kubeconfig")

  heading "2. Check mode with --diff: shows the plan and writes nothing"
  demo_run "${playbook[@]}" --check --diff
  heading "3. The run: copies and links the pull secret, and restarts the stuck pods"
  demo_run "${playbook[@]}"
  heading "4. A second run: nothing is left to do, so nothing changes"
  demo_run "${playbook[@]}" 2>&1 | tee "$demo_dir/second-run"
  grep -qE '^localhost .*changed=0 .*failed=0' "$demo_dir/second-run" || die "The second run changed something."
  heading "5. The pods afterwards"
  "$incident" pods --kubeconfig "$demo_dir/kubeconfig"
  say "
One pod is left unchanged on purpose, and the report says why: workshop-dashboard uses a tag that does not exist."
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
  die "The temporary cluster did not start; its log is above."
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

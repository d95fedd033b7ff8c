#!/usr/bin/env bash
# The executable's job with kubectl and jq, with as few calls as a correct solution needs. Usage: kubectl.sh KUBECONFIG
# The resource catalogsources is named with its version, because kubectl would otherwise repeat the API discovery. Nothing is written if
# nothing is to do. No command line and no annotation contains a credential.
set -euo pipefail
export KUBECONFIG="$1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

kubectl get namespaces,serviceaccounts,pods,catalogsources.v1alpha1.operators.coreos.com --all-namespaces -o json > "$work/state"
kubectl get secrets --all-namespaces --field-selector metadata.name=pull-secret -o json > "$work/secrets"
kubectl get events --all-namespaces --field-selector reason=Failed -o json > "$work/events"

jq -n --slurpfile state "$work/state" --slurpfile secrets "$work/secrets" --slurpfile events "$work/events" '
  def content: .data[".dockerconfigjson"] | @base64d | fromjson;
  def list: {apiVersion: "v1", kind: "List", items: .};
  ["openshift-marketplace", "open-cluster-management-agent", "open-cluster-management-agent-addon"] as $targets
  | $state[0].items as $all
  | [$all[] | select(.kind == "Namespace") | .metadata.name | select(. as $name | $targets | index($name))] as $present
  | def of($kind): $all[] | select(.kind == $kind and (.metadata.namespace as $ns | $present | index($ns)));
    ($secrets[0].items[] | select(.metadata.namespace == "openshift-config") | content
      | {auths: (.auths | del(.["cloud.openshift.com"]) | map_values({auth}))}) as $carried
  | ([$events[0].items[] | select(.message | test("unauthorized|authentication required|no basic auth credentials|access denied"; "i"))
      | .involvedObject.uid // empty] | unique) as $refused
  | [of("Pod")
      | select(.metadata.uid as $uid | $refused | index($uid))
      | select([(.status.initContainerStatuses // [])[], (.status.containerStatuses // [])[] | .state.waiting.reason // ""]
          | any(. == "ErrImagePull" or . == "ImagePullBackOff"))
      | select([.spec.imagePullSecrets[]?.name] | index("pull-secret") | not)] as $stuck
  | ([of("CatalogSource") | .metadata | [.namespace, .name]] + [$stuck[] | [.metadata.namespace, .spec.serviceAccountName]]) as $named
  | [of("ServiceAccount")
      | select((.metadata.name | startswith("klusterlet")) or (.metadata as $m | $named | index([[$m.namespace, $m.name]])))] as $accounts
  | [$accounts[] | select([.imagePullSecrets[]?.name] | index("pull-secret") | not) | .imagePullSecrets += [{name: "pull-secret"}]] as $links
  | [$accounts[].metadata.namespace] | unique
  | map(. as $ns
      | ($secrets[0].items | map(select(.metadata.namespace == $ns)) | first) as $copy
      | select(($copy == null) or (($copy | content) != $carried))
      | {
          apiVersion: "v1",
          kind: "Secret",
          metadata: ({namespace: $ns, name: "pull-secret"} + if $copy then {resourceVersion: $copy.metadata.resourceVersion} else {} end),
          type: "kubernetes.io/dockerconfigjson",
          data: {".dockerconfigjson": ($carried | tojson | @base64)}
        })
  | {
      create: (map(select(.metadata.resourceVersion == null)) | list),
      replace: ((map(select(.metadata.resourceVersion)) + $links) | list),
      restart: ([$stuck[] | select(.metadata.ownerReferences)] | list),
      waiting: ([of("Pod") | .metadata.uid] - [of("Pod") | select(.status.phase != "Running") | .metadata.uid] + [$stuck[] | select(.metadata.ownerReferences) | .metadata.uid] | length),
      left: ([of("Pod") | select(.status.phase != "Running") | .metadata.uid] - [$stuck[] | select(.metadata.ownerReferences) | .metadata.uid]),
      targets: $present
    }' > "$work/plan"

planned() { [ "$(jq ".$1.items | length" "$work/plan")" != 0 ]; }

if planned create; then jq .create "$work/plan" | kubectl create -f -; fi
if planned replace; then jq .replace "$work/plan" | kubectl replace -f -; fi
planned restart || exit 0
jq .restart "$work/plan" | kubectl delete --wait=false -f -

# Waits until the expected number of pods run, no others exist except those left unchanged, and the catalogs answer.
for ((i = 0; i < 300; i++)); do
  sleep 1
  kubectl get pods,catalogsources.v1alpha1.operators.coreos.com --all-namespaces -o json > "$work/state"
  if jq -e --slurpfile plan "$work/plan" '
      $plan[0] as $plan
      | [.items[] | select(.metadata.namespace as $ns | $plan.targets | index($ns))]
      | [.[] | select(.kind == "Pod") | select(.metadata.uid as $uid | $plan.left | index($uid) | not)] as $pods
      | ($pods | length >= $plan.waiting)
        and ($pods | all(.status.phase == "Running" and .metadata.deletionTimestamp == null))
        and ([.[] | select(.kind == "CatalogSource") | .status.connectionState.lastObservedState] | all(. == "READY"))
    ' "$work/state" > /dev/null; then
    exit 0
  fi
done
echo "Pods did not run in time." >&2
exit 1

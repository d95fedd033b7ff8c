using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Propagation;

public class ReadingPullFailures
{
    private const string Image = "registry.redhat.io/redhat/redhat-operator-index:v4.18";

    /// <summary>An image without a host: whichever registry a message names is its own, and no mirror.</summary>
    private const string AnyImage = "app:1";

    [Theory]
    // CRI-O
    [InlineData("Failed to pull image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": initializing source docker://registry.redhat.io/redhat/redhat-operator-index:v4.18: unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials. Further instructions can be found here: https://access.redhat.com/RegistryAuthentication")]
    [InlineData("rpc error: code = Unknown desc = unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry")]
    [InlineData("rpc error: code = Unknown desc = reading manifest v4.18 in quay.io/org/app: unauthorized: access to the requested resource is not authorized")]
    [InlineData("initializing source docker://registry.redhat.io/ubi9:latest: Requesting bearer token: invalid status code from registry 401 (Unauthorized)")]
    [InlineData("pinging container registry registry.example.com: received unexpected HTTP status: 401")]
    [InlineData("reading manifest latest in docker.io/org/private: requested access to the resource is denied")]
    [InlineData("reading manifest latest in quay.io/org/private: authentication required")]
    [InlineData("initializing source docker://cp.icr.io/cp/app:1: reading manifest 1 in cp.icr.io/cp/app: denied: insufficient_scope: access denied")]
    // containerd
    [InlineData("failed to pull and unpack image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": failed to resolve reference \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://registry.redhat.io/auth/realms/rhcc/protocol/redhat-docker-v2/auth: 401 Unauthorized")]
    [InlineData("failed to resolve reference \"docker.io/org/private:1\": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed")]
    [InlineData("failed to resolve reference \"123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1\": pulling from host 123456789012.dkr.ecr.us-east-1.amazonaws.com failed with status code [manifests 1]: 401 Unauthorized")]
    [InlineData("failed to resolve reference \"ghcr.io/org/app:1\": failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden")]
    // docker
    [InlineData("Error response from daemon: Get https://registry.redhat.io/v2/redhat/redhat-operator-index/manifests/v4.18: unauthorized: Please login to the Red Hat Registry")]
    [InlineData("Error response from daemon: pull access denied for org/private, repository does not exist or may require 'docker login': denied: requested access to the resource is denied")]
    [InlineData("Error response from daemon: Get https://123456789012.dkr.ecr.us-east-1.amazonaws.com/v2/app/manifests/1: no basic auth credentials")]
    [InlineData("Error: HTTP 401 from registry")]
    [InlineData("unexpected status code: 401")]
    // the exchange for a token
    [InlineData("Requesting bearer token: invalid status code from registry 403 (Forbidden)")]
    [InlineData("initializing source docker://ghcr.io/lab/app:v1: Requesting bear token: invalid status code from registry 403 (Forbidden)")]
    [InlineData("initializing source docker://ghcr.io/lab/app:v1: Requesting bearer token: received unexpected HTTP status: 403 Forbidden")]
    [InlineData("failed to authorize: failed to fetch oauth token: unexpected status from POST request to https://gcr.io/v2/token: 403 Forbidden")]
    // "denied" and what registries say after it
    [InlineData("reading manifest v1 in ghcr.io/lab/app: denied")]
    [InlineData("reading manifest v1 in ghcr.io/lab/app: denied: denied")]
    [InlineData("Error response from daemon: Head \"https://ghcr.io/v2/lab/app/manifests/v1\": denied: denied")]
    [InlineData("Error response from daemon: error from registry: denied\ndenied")]
    [InlineData("reading manifest v1 in ghcr.io/lab/app: denied: permission_denied: read_package")]
    [InlineData("reading manifest v1 in registry.gitlab.com/lab/app: denied: access forbidden")]
    [InlineData("reading manifest v1 in us-docker.pkg.dev/lab/app: denied: Permission \"artifactregistry.repositories.downloadArtifacts\" denied on resource \"projects/lab/locations/us/repositories/app\" (or it may not exist)")]
    [InlineData("pull access denied for public.ecr.aws/lab/app, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.")]
    [InlineData("reading manifest 1 in 123456789012.dkr.ecr.us-east-1.amazonaws.com/app: denied: User: arn:aws:iam::123456789012:user/lab is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-east-1:123456789012:repository/app")]
    [InlineData("reading manifest 13 in phx.ocir.io/lab/app: denied: Anonymous users are only allowed read access on public repos")]
    [InlineData("errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n")]
    // other registries
    [InlineData("Head \"https://reg.jfrog.example.com/v2/lab/app/manifests/1\": unknown: Authentication is required")]
    [InlineData("reading manifest 1 in lab.azurecr.io/app: unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.")]
    [InlineData("reading manifest 1 in harbor.example.com/lab/app: unauthorized: unauthorized to access repository: lab/app, action: pull: unauthorized to access repository: lab/app, action: pull")]
    [InlineData("reading manifest 1 in registry.example.com/lab/app: unauthorized: project not found")]
    // OpenShift's image API
    [InlineData("Internal error occurred: registry.redhat.io/redhat/redhat-operator-index:v4.18: unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry using your Customer Portal credentials.")]
    [InlineData("Internal error occurred: registry.redhat.io/redhat/redhat-operator-index:v4.18: denied: requested access to the resource is denied")]
    [InlineData("you may not have access to the container image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\"")]
    [InlineData("you may not have access to the container image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\" and did not have credentials to the repository")]
    [InlineData("incorrect username or password for image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\"")]
    // several attempts, all refused
    [InlineData("[rpc error: code = Unknown desc = unable to retrieve auth token: invalid username/password: unauthorized: Please login, rpc error: code = Unknown desc = context deadline exceeded]")]
    [InlineData("[failed to resolve reference \"docker.io/org/private:1\": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed, failed to resolve reference \"docker.io/org/private:1\": failed to do request: Head \"https://registry-1.docker.io/v2/\": EOF]")]
    [InlineData("unable to pull image or OCI artifact: pull image err: reading manifest 1 in registry.redhat.io/a: unauthorized: Please login; artifact err: get manifest: build image source: reading manifest 1 in registry.redhat.io/a: unauthorized: Please login")]
    [InlineData("[unable to retrieve auth token: invalid username/password: unauthorized: Ple")]
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": ErrImagePull: [unable to retrieve auth token: invalid username/password: unauthorized: Please login, unable to retr")]
    [InlineData("pull access denied for org/private, repository does not exist")]
    // one telling word each
    [InlineData("unable to retrieve auth token: invalid username/password")]
    [InlineData("failed to authorize: server message: insufficient_scope")]
    [InlineData("server message: authorization failed")]
    [InlineData("denied: authentication failed")]
    [InlineData("quay.io/org/app: access denied")]
    [InlineData("access to the requested resource is not authorized")]
    // kubelet 1.31 and later put the cause behind the back-off
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": ErrImagePull: unable to retrieve auth token: invalid username/password: unauthorized: Please login")]
    public void Authentication_is_recognised(string message) => Assert.Equal(PullFailure.Authentication, PullErrorParser.Classify(message, AnyImage));

    [Theory]
    [InlineData("rpc error: code = Unknown desc = reading manifest v4.18 in registry.redhat.io/redhat/redhat-operator-index: manifest unknown")]
    [InlineData("rpc error: code = NotFound desc = failed to pull and unpack image \"quay.io/org/app:nope\": failed to resolve reference \"quay.io/org/app:nope\": quay.io/org/app:nope: not found")]
    [InlineData("reading manifest nope in quay.io/org/app: name unknown: repository not found")]
    [InlineData("pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": dial tcp: lookup registry.redhat.io on 10.0.0.10:53: no such host")]
    [InlineData("pinging container registry quay.io: Get \"https://quay.io/v2/\": dial tcp 34.225.41.113:443: i/o timeout")]
    [InlineData("Get \"https://registry.example.com/v2/\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)")]
    [InlineData("context deadline exceeded")]
    [InlineData("pinging container registry registry.example.com: Get \"https://registry.example.com/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority")]
    [InlineData("dial tcp 10.0.0.5:5000: connect: connection refused")]
    [InlineData("reading manifest 1 in docker.io/library/nginx: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit")]
    // "denied" for other reasons, and 403 from something else than the exchange for a token
    [InlineData("reading manifest 1 in quay.io/lab/app: denied: Quota has been exceeded on namespace")]
    [InlineData("pull access denied for quay.io/lab/app, repository does not exist or may require 'docker login': denied: Quota has been exceeded on namespace")]
    [InlineData("[pull access denied for quay.io/lab/app, repository does not exist or may require 'docker login': denied: Quota has been exceeded on namespace, context deadline exceeded]")]
    [InlineData("reading manifest 1 in lab.azurecr.io/app: denied: client with IP '192.0.2.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.")]
    [InlineData("denied: permission_denied: Error from intermediary with HTTP status code 403 \"Forbidden\"")]
    [InlineData("reading manifest 1 in registry.k8s.io/pause: StatusCode: 403, \"<!doctype html><title>403 unauthorized: access denied</title>\"")]
    [InlineData("error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: \"<html>: access denied: unauthorized</html>\"")]
    [InlineData("Error fetching blob: invalid status code from registry 403 (Forbidden)")]
    [InlineData("reading blob sha256:ab: fetching blob: denied: requested access to the resource is denied")]
    [InlineData("failed to pull and unpack image \"a\": failed to copy: httpReadSeeker: failed open: unexpected status code https://quay.io/v2/a/blobs/sha256:ab: 403 Forbidden")]
    [InlineData("failed to authorize: failed to fetch anonymous token: Get \"https://auth.docker.io/token?scope=pull\": Forbidden")]
    [InlineData("Requesting bearer token: received unexpected HTTP status: 503 Service Unavailable")]
    [InlineData("writing layer: open /var/lib/containers: permission denied")]
    // some credential got in
    [InlineData("[reading manifest v4.21 in registry.redhat.io/redhat/redhat-operator-index: manifest unknown, unable to retrieve auth token: invalid username/password: unauthorized: Please login]")]
    [InlineData("[rpc error: code = NotFound desc = quay.io/org/app:nope: not found, rpc error: code = Unknown desc = failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized]")]
    [InlineData("[reading manifest 1 in registry.redhat.io/a: unauthorized: Please login, writing blob: storing blob to file \"/var/tmp/1\": happened during read: unexpected EOF (while reconnecting: Get \"https://cdn01.quay.io/a?sig=1\": EOF)]")]
    [InlineData("unable to pull image or OCI artifact: pull image err: reading manifest 1 in registry.redhat.io/a: unauthorized: Please login; artifact err: provided artifact is a container image")]
    [InlineData("SignatureValidationFailed: unable to pull image or OCI artifact: pull image err: copying system image from manifest list: Source image rejected: A signature was required, but no signature exists; artifact err: reference is a container image, not an OCI artifact")]
    // OpenShift's image API
    [InlineData("dockerimage.image.openshift.io \"registry.redhat.io/redhat/redhat-operator-index:v4.18\" not found")]
    [InlineData("Internal error occurred: Get \"https://registry.redhat.io/v2/\": dial tcp: lookup registry.redhat.io on 172.30.0.10:53: no such host")]
    [InlineData("Internal error occurred: [dockerimage.image.openshift.io \"registry.redhat.io/redhat/redhat-operator-index:v4.18\" not found, registry.redhat.io/redhat/redhat-operator-index:v4.18: unauthorized: Please login]")]
    [InlineData("forbidden: registry registry.redhat.io blocked")]
    [InlineData("received unexpected HTTP status: 503 Service Unavailable")]
    [InlineData("writing blob: storing blob to file: no space left on device")]
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": ErrImagePull: reading manifest v4.18: manifest unknown")]
    public void Other_causes_are_not_taken_for_authentication(string message) => Assert.Equal(PullFailure.Other, PullErrorParser.Classify(message, AnyImage));

    [Theory]
    [InlineData("")]
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\"")]
    [InlineData("Back-off pulling image registry.redhat.io/redhat/redhat-operator-index:v4.18")]
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-oper")]
    [InlineData("Failed to pull image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": ")]
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": ErrImagePull: ")]
    [InlineData("Error: ImagePullBackOff")]
    [InlineData("Error: ErrImagePull")]
    public void A_back_off_alone_tells_nothing(string message) => Assert.Equal(PullFailure.Unknown, PullErrorParser.Classify(message, Image));

    [Theory]
    [InlineData("quay.io/org/app:401", "reading manifest 401 in quay.io/org/app: manifest unknown")]
    [InlineData("quay.io/org/app:401", "Failed to pull image \"quay.io/org/app:401\": manifest unknown")]
    [InlineData("quay.io/org/app:v4.16.401", "reading manifest v4.16.401 in quay.io/org/app: manifest unknown")]
    [InlineData("quay.io/org/app@sha256:a401bc", "reading manifest sha256:a401bc in quay.io/org/app: manifest unknown")]
    [InlineData("quay.io/org/app@sha256:401", "copying sha256:401 : not found")]
    [InlineData("registry.example.com:401/app:1", "pinging container registry registry.example.com:401: dial tcp 10.0.0.5:401: connect: connection refused")]
    [InlineData("quay.io/org/app:1", "dial tcp 10.0.0.5:401 : connection refused")]
    [InlineData("quay.io/org/app:1", "Get \"http://401.example.com/v2/\": dial tcp: lookup 401.example.com: no such host")]
    [InlineData("quay.io/unauthorized/app:1", "Failed to pull image \"quay.io/unauthorized/app:1\": reading manifest 1 in quay.io/unauthorized/app: manifest unknown")]
    [InlineData("quay.io/org/app:1", "pulled 401 bytes, then: unexpected EOF")]
    public void A_401_in_a_name_tag_digest_or_port_does_not_count(string image, string message) =>
        Assert.Equal(PullFailure.Other, PullErrorParser.Classify(message, image));

    [Theory]
    [InlineData("reading manifest 1 in docker.io/library/nginx: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit", true)]
    [InlineData("Error response from daemon: error from registry: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit", true)]
    [InlineData("reading manifest 1 in docker.io/library/nginx: toomanyrequests: You have reached your pull rate limit as 'lab'", false)]
    [InlineData("toomanyrequests: Rate exceeded", false)]
    [InlineData("[unauthorized: incorrect username or password, toomanyrequests: You have reached your unauthenticated pull rate limit.]", false)]
    public void A_limit_that_a_login_raises_is_told_from_others(string message, bool isAnonymous) =>
        Assert.Equal(isAnonymous, PullErrorParser.Parse(message, "docker.io/library/nginx:1").IsAnonymousRateLimit);

    [Fact]
    public void Capitals_do_not_matter() => Assert.Equal(PullFailure.Authentication, PullErrorParser.Classify("UNAUTHORIZED", Image));

    [Fact]
    public void An_image_that_is_not_known_takes_nothing_away() => Assert.Equal(PullFailure.Authentication, PullErrorParser.Classify("unauthorized", ""));
}

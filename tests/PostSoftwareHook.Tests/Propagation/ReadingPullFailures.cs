using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Propagation;

public class ReadingPullFailures
{
    private const string Image = "registry.redhat.io/redhat/redhat-operator-index:v4.18";

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
    // one telling word each
    [InlineData("unable to retrieve auth token: invalid username/password")]
    [InlineData("failed to authorize: server message: insufficient_scope")]
    [InlineData("server message: authorization failed")]
    [InlineData("denied: authentication failed")]
    [InlineData("quay.io/org/app: access denied")]
    [InlineData("access to the requested resource is not authorized")]
    // kubelet 1.31 and later put the cause behind the back-off
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": ErrImagePull: unable to retrieve auth token: invalid username/password: unauthorized: Please login")]
    public void Authentication_is_recognised(string message) => Assert.Equal(PullFailure.Authentication, PullErrorParser.Classify(message, Image));

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
    [InlineData("received unexpected HTTP status: 503 Service Unavailable")]
    [InlineData("writing blob: storing blob to file: no space left on device")]
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\": ErrImagePull: reading manifest v4.18: manifest unknown")]
    public void Other_causes_are_not_taken_for_authentication(string message) => Assert.Equal(PullFailure.Other, PullErrorParser.Classify(message, Image));

    [Theory]
    [InlineData("")]
    [InlineData("Back-off pulling image \"registry.redhat.io/redhat/redhat-operator-index:v4.18\"")]
    [InlineData("Back-off pulling image registry.redhat.io/redhat/redhat-operator-index:v4.18")]
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

    [Fact]
    public void Capitals_do_not_matter() => Assert.Equal(PullFailure.Authentication, PullErrorParser.Classify("UNAUTHORIZED", Image));

    [Fact]
    public void An_image_that_is_not_known_takes_nothing_away() => Assert.Equal(PullFailure.Authentication, PullErrorParser.Classify("unauthorized", ""));
}

using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;
using PostSoftwareHook.Access;
using PostSoftwareHook.Api;
using PostSoftwareHook.Tests.Infra;
using k8s.Autorest;

namespace PostSoftwareHook.Tests.Api;

public class ExplainingApiErrors
{
    private static readonly ClientConfig Access = new() { Server = "https://api.example.com:6443", Origin = "kubeconfig /k (context admin)", Token = "planted-s3cret" };

    [Fact]
    public void A_401_says_whose_credentials_are_refused() =>
        AssertExplained(
            "https://api.example.com:6443 does not accept the credentials of kubeconfig /k (context admin) (401 Unauthorized): they are wrong or have expired. Log in again, or use a new kubeconfig.",
            Answer(HttpStatusCode.Unauthorized, Status("Unauthorized")));

    [Theory]
    [InlineData(
        "secrets is forbidden: User \"system:serviceaccount:a:b\" cannot create resource \"secrets\" in API group \"\" in the namespace \"openshift-marketplace\"",
        "system:serviceaccount:a:b may not create secrets in namespace openshift-marketplace (403 Forbidden). Missing rule, see ansible/rbac: apiGroups: [\"\"], resources: [secrets], verbs: [create].")]
    [InlineData(
        "machineconfigpools.machineconfiguration.openshift.io is forbidden: User \"eve\" cannot list resource \"machineconfigpools\" in API group \"machineconfiguration.openshift.io\" at the cluster scope",
        "eve may not list machineconfigpools at cluster scope (403 Forbidden). Missing rule, see ansible/rbac: apiGroups: [\"machineconfiguration.openshift.io\"], resources: [machineconfigpools], verbs: [list].")]
    [InlineData("a webhook says no", "The cluster denied the request (403 Forbidden): a webhook says no.")]
    public void A_403_names_the_rule_that_is_missing(string message, string explained) => AssertExplained(explained, Answer(HttpStatusCode.Forbidden, Status(message)));

    [Fact]
    public void Another_answer_is_told_with_the_servers_words() =>
        AssertExplained(
            "https://api.example.com:6443 answered 503 (ServiceUnavailable) to PATCH /api/v1/namespaces/a/secrets/b: etcd is down",
            Answer(HttpStatusCode.ServiceUnavailable, Status("etcd is down")));

    [Theory]
    [InlineData("<html>planted-s3cret</html>")]
    [InlineData("planted-s3cret")]
    [InlineData("[\"planted-s3cret\"]")]
    [InlineData("{\"message\": [\"planted-s3cret\"]}")]
    [InlineData("{\"data\": \"planted-s3cret\"}")]
    [InlineData("")]
    [InlineData(null)]
    public void The_raw_body_of_an_answer_is_never_told(string? body) =>
        AssertExplained("https://api.example.com:6443 answered 500 (InternalServerError) to PATCH /api/v1/namespaces/a/secrets/b: ", Answer(HttpStatusCode.InternalServerError, body));

    [Fact]
    public void The_servers_words_are_cleaned() => Assert.Equal("red [31m alert", ApiErrors.MessageOf(Answer(HttpStatusCode.BadRequest, """{"message": "red\u001b[31m\nalert"}""")));

    [Fact]
    public void A_server_that_does_not_answer_is_told_as_such() =>
        AssertExplained("https://api.example.com:6443 of kubeconfig /k (context admin) did not answer in time. Is the cluster up, and can this machine reach it?", new TimeoutException());

    [Theory]
    [InlineData("The remote certificate is invalid because of errors in the certificate chain: NotTimeValid", "it has expired, or is not valid yet")]
    [InlineData("The remote certificate is invalid according to the validation procedure: RemoteCertificateNameMismatch", "it was issued for another name")]
    [InlineData("The remote certificate was rejected: RemoteCertificateChainErrors", "it is not signed by a trusted CA")]
    [InlineData("handshake\nfailure", "handshake failure")]
    public void A_certificate_that_is_not_trusted_is_told_with_the_cause(string cause, string told) =>
        AssertExplained(
            $"The certificate of https://api.example.com:6443 is not trusted: {told}. kubeconfig /k (context admin) must contain the CA that signed it; set ca_cert, or fetch the kubeconfig again.",
            new HttpRequestException("SSL", new AuthenticationException(cause)));

    [Fact]
    public void A_name_that_does_not_resolve_is_told_as_such() =>
        AssertExplained(
            "The host name in https://api.example.com:6443 of kubeconfig /k (context admin) does not resolve. Is the address correct, and can this machine resolve it?",
            new HttpRequestException("DNS", new SocketException((int)SocketError.HostNotFound)));

    [Fact]
    public void A_refused_connection_is_told_as_such()
    {
        var explained = ApiErrors.Explain(new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)), Access);

        Assert.StartsWith("https://api.example.com:6443 of kubeconfig /k (context admin) can't be reached: ", explained, StringComparison.Ordinal);
        Assert.EndsWith(". Is the cluster up, and is the address right?", explained, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_is_no_JSON_is_told_without_showing_it() =>
        AssertExplained(
            "https://api.example.com:6443 answered with something that is not the Kubernetes API's JSON. Is kubeconfig /k (context admin) the API server's address?",
            new JsonException("'planted-s3cret' is an invalid start"));

    [Fact]
    public void A_broken_connection_is_told_in_one_line() =>
        AssertExplained("The connection to https://api.example.com:6443 of kubeconfig /k (context admin) failed: reset by peer", new IOException("reset\nby peer"));

    [Fact]
    public void Only_errors_of_the_API_and_the_network_are_expected()
    {
        Assert.All(
            new Exception[] { Answer(HttpStatusCode.NotFound, ""), new HttpRequestException(), new IOException(), new TimeoutException(), new JsonException() },
            error => Assert.True(ApiErrors.IsExpected(error)));
        Assert.All(new Exception[] { new InvalidOperationException(), new NotSupportedException(), new OperationCanceledException() }, error => Assert.False(ApiErrors.IsExpected(error)));
    }

    [Fact]
    public void A_status_is_recognised()
    {
        Assert.True(Answer(HttpStatusCode.Conflict, "").Is(HttpStatusCode.Conflict));
        Assert.False(Answer(HttpStatusCode.Conflict, "").Is(HttpStatusCode.NotFound));
    }

    private static void AssertExplained(string expected, Exception error)
    {
        var explained = ApiErrors.Explain(error, Access);
        Assert.Equal(expected, InTask.Text(explained));
        Assert.DoesNotContain("planted-s3cret", explained, StringComparison.Ordinal);
    }

    private static string Status(string message) => JsonSerializer.Serialize(new { kind = "Status", status = "Failure", message });

    private static HttpOperationException Answer(HttpStatusCode status, string? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "https://api.example.com:6443/api/v1/namespaces/a/secrets/b?fieldManager=x");
        using var response = new HttpResponseMessage(status);
        return new() { Request = new(request, "planted-s3cret"), Response = new(response, body) };
    }
}

using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PostSoftwareHook.Api;
using PostSoftwareHook.Kubernetes;
using PostSoftwareHook.Propagation;
using k8s.Autorest;

namespace PostSoftwareHook.Tests.Kubernetes;

/// <summary>What a run can do without becomes a warning, once.</summary>
public sealed class DoingWithoutAnswers : IDisposable
{
    private const string Denied = "nodes is forbidden: User \"eve\" cannot list resource \"nodes\" in API group \"\" at the cluster scope";
    private const string Right = "eve may not list nodes at cluster scope (403 Forbidden). Missing rule, see ansible/rbac: apiGroups: [\"\"], resources: [nodes], verbs: [list].";

    private readonly ApiClient _api = new(
        new() { Server = "https://api.example.com:6443", Origin = "kubeconfig /k (context admin)" }, new(), new(TimeSpan.FromSeconds(5)), NullLogger.Instance, CancellationToken.None);

    private readonly OptionalReads _optional;

    public DoingWithoutAnswers() => _optional = new(_api);

    public void Dispose() => _api.Dispose();

    [Fact]
    public async Task An_answer_is_handed_on()
    {
        Assert.Equal("answer", await _optional.UnlessForbiddenAsync("Something", Task.FromResult<string?>("answer")));
        Assert.Equal("answer", await _optional.OrUnknownAsync("Something", Task.FromResult<string?>("answer")));
        Assert.Null(await _optional.OrUnknownAsync("Something", Task.FromResult<string?>(null)));
        Assert.Empty(_optional.Notices);
    }

    [Fact]
    public async Task What_is_forbidden_is_told_once_with_the_right_that_is_missing()
    {
        Assert.Null(await _optional.UnlessForbiddenAsync("The state of the nodes", Failing(Error(HttpStatusCode.Forbidden, Denied))));
        Assert.Null(await _optional.OrUnknownAsync("The state of the nodes", Failing(Error(HttpStatusCode.Forbidden, Denied))));

        var notice = Assert.Single(_optional.Notices);
        Assert.Equal((Subject.Access, NoticeKind.Warning, $"The state of the nodes is not known: {Right}"), (notice.Subject, notice.Kind, notice.Text));
    }

    [Fact]
    public async Task What_only_explains_may_fail_for_whatever_reason()
    {
        Assert.Null(await _optional.OrUnknownAsync("One", Failing(Error(HttpStatusCode.ServiceUnavailable, "etcd is down"))));
        Assert.Null(await _optional.OrUnknownAsync("Two", Failing(new TimeoutException())));
        Assert.Null(await _optional.OrUnknownAsync("Three", Failing(new JsonException())));
        Assert.Null(await _optional.OrUnknownAsync("One", Failing(Error(HttpStatusCode.ServiceUnavailable, "etcd is down"))));

        Assert.Equal(
            [
                "One is not known: https://api.example.com:6443 answered 503 (ServiceUnavailable) to GET /api/v1/nodes: etcd is down",
                "Two is not known: https://api.example.com:6443 of kubeconfig /k (context admin) did not answer in time. Is the cluster up, and can this machine reach it?",
                "Three is not known: the answer is not what was asked for.",
            ],
            _optional.Notices.Select(notice => notice.Text));
    }

    [Fact]
    public async Task What_a_run_needs_may_fail_for_want_of_a_right_only()
    {
        await Assert.ThrowsAsync<HttpOperationException>(() => _optional.UnlessForbiddenAsync("Something", Failing(Error(HttpStatusCode.ServiceUnavailable, "etcd is down"))));
        await Assert.ThrowsAsync<TimeoutException>(() => _optional.UnlessForbiddenAsync("Something", Failing(new TimeoutException())));
        Assert.Empty(_optional.Notices);
    }

    [Fact]
    public async Task A_login_that_is_not_accepted_ends_the_run()
    {
        await Assert.ThrowsAsync<HttpOperationException>(() => _optional.OrUnknownAsync("Something", Failing(Error(HttpStatusCode.Unauthorized, "Unauthorized"))));
        Assert.Empty(_optional.Notices);
    }

    [Fact]
    public async Task A_defect_and_a_run_that_was_stopped_are_not_hidden()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _optional.OrUnknownAsync("Something", Failing(new InvalidOperationException())));
        await Assert.ThrowsAsync<OperationCanceledException>(() => _optional.OrUnknownAsync("Something", Failing(new OperationCanceledException())));
    }

    private static Task<string?> Failing(Exception error) => Task.FromException<string?>(error);

    private static HttpOperationException Error(HttpStatusCode status, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com:6443/api/v1/nodes?limit=500");
        using var response = new HttpResponseMessage(status);
        return new() { Request = new(request, null), Response = new(response, JsonSerializer.Serialize(new { kind = "Status", status = "Failure", message })) };
    }
}

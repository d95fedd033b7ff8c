using System.Net;
using System.Text.Json;
using PostSoftwareHook.Api;
using PostSoftwareHook.Propagation;
using k8s.Autorest;

namespace PostSoftwareHook.Kubernetes;

/// <summary>Reads what the run can do without: an error becomes a warning, once, and the answer is not known.</summary>
/// <param name="api">The cluster.</param>
internal sealed class OptionalReads(ApiClient api)
{
    private readonly List<Notice> _notices = [];

    /// <summary>Why objects could not be read.</summary>
    public IReadOnlyList<Notice> Notices
    {
        get
        {
            lock (_notices)
            {
                return [.. _notices];
            }
        }
    }

    /// <summary>The answer, or null with a warning if it is forbidden.</summary>
    /// <param name="what">What is not known then, as the subject of a sentence.</param>
    /// <param name="request">The request.</param>
    public async Task<T?> UnlessForbiddenAsync<T>(string what, Task<T?> request)
        where T : class
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.Forbidden))
        {
            Warn(what, ApiErrors.Forbidden(ApiErrors.MessageOf(e)));
            return null;
        }
    }

    /// <summary>The answer, or null with a warning if there is none, for whatever reason: it only helps to explain.</summary>
    /// <inheritdoc cref="UnlessForbiddenAsync" path="/param"/>
    public async Task<T?> OrUnknownAsync<T>(string what, Task<T?> request)
        where T : class
    {
        try
        {
            return await UnlessForbiddenAsync(what, request).ConfigureAwait(false);
        }
        catch (Exception e) when (ApiErrors.IsExpected(e) && e is not HttpOperationException { Response.StatusCode: HttpStatusCode.Unauthorized })
        {
            Warn(what, e is JsonException ? "the answer is not what was asked for." : ApiErrors.Explain(e, api.Access));
            return null;
        }
    }

    private void Warn(string what, string because)
    {
        lock (_notices)
        {
            var notice = Notice.Warning(Subject.Access, $"{what} is not known: {because}");
            if (!_notices.Contains(notice))
            {
                _notices.Add(notice);
            }
        }
    }
}

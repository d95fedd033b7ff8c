using System.Net;
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
    public async Task<T?> OrWarnAsync<T>(Task<T?> request)
        where T : class
    {
        try
        {
            return await request.ConfigureAwait(false);
        }
        catch (HttpOperationException e) when (e.Is(HttpStatusCode.Forbidden))
        {
            Warn(ApiErrors.Forbidden(ApiErrors.MessageOf(e)));
            return null;
        }
    }

    /// <summary>The answer, or null with a warning if there is none, for whatever reason: it only helps to explain.</summary>
    /// <param name="what">What is not known then, as the subject of a sentence.</param>
    /// <param name="request">The request.</param>
    public async Task<T?> OrUnknownAsync<T>(string what, Task<T?> request)
        where T : class
    {
        try
        {
            return await OrWarnAsync(request).ConfigureAwait(false);
        }
        catch (Exception e) when (ApiErrors.IsExpected(e) && e is not HttpOperationException { Response.StatusCode: HttpStatusCode.Unauthorized })
        {
            Warn($"{what} is not known: {ApiErrors.Explain(e, api.Access)}");
            return null;
        }
    }

    /// <summary>Adds a warning, unless it was given before.</summary>
    public void Warn(string sentence)
    {
        lock (_notices)
        {
            var notice = Notice.Warning(Subject.Access, sentence);
            if (!_notices.Any(each => each.Text == sentence))
            {
                _notices.Add(notice);
            }
        }
    }
}

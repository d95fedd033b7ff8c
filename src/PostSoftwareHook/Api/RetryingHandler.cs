using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.Access;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Api;

/// <summary>
/// Counts and logs every request; limits its time, the size of its response and the number of concurrent requests. Until the
/// deadline, it retries on 429, on 5xx and if there is no response. Other statuses, an untrusted
/// certificate, an unknown host name and a response that is too large are final.
/// </summary>
internal sealed class RetryingHandler : DelegatingHandler
{
    /// <summary>The maximum size of a response in bytes: a full page of pods of 64 KiB each.</summary>
    private const long MaxAnswer = 32 * 1024 * 1024;

    /// <summary>How many responses are read at once. Together with <see cref="MaxAnswer"/>, this limits the memory that a malicious server can make this tool use.</summary>
    private const int AnswersAtOnce = 4;

    /// <summary>The initial and maximum number of concurrent requests: three for each of eight namespaces.</summary>
    private const int RequestsAtOnce = 24;

    /// <summary>The time limit for one attempt.</summary>
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long to retry a server that has not responded yet: long enough for a restart of the API server, short enough for a typo in the address.</summary>
    private static readonly TimeSpan FirstContactPatience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Marks a response or failure that follows an attempt with an unknown outcome (a broken connection, a 5xx). The server may have
    /// executed that attempt, so a 404 or 409 may be its effect.
    /// </summary>
    public const string AmbiguousHeader = "X-Earlier-Try-Unknown";

    private readonly Deadline _deadline;
    private readonly ConnectionOptions _settings;
    private readonly ILogger _log;
    private readonly CancellationToken _stop;
    private readonly RequestLimit _limit = new(RequestsAtOnce);
    private readonly SemaphoreSlim _reading = new(AnswersAtOnce);
    private int _requests;
    private bool _hasAnswered;
    private Deadline? _firstContact;

    /// <summary>Creates a handler that retries until <paramref name="deadline"/>. <paramref name="stop"/> cancels the pauses between attempts.</summary>
    public RetryingHandler(Deadline deadline, ConnectionOptions settings, ILogger log, CancellationToken stop)
    {
        _deadline = deadline;
        _settings = settings;
        _log = log;
        _stop = stop;
    }

    /// <summary>The number of requests sent, including retries.</summary>
    public int Requests => _requests;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Impersonate(request);
        _firstContact ??= new(FirstContactPatience);
        request.Options.TryGetValue(Question.Key, out var question);
        var isAmbiguous = false;
        HttpResponseMessage? told = null; // the last response; returned in preference to a later failure without response
        for (var attempt = 0; ; attempt++)
        {
            var (response, failure) = await TryInTurnAsync(request, cancellationToken).ConfigureAwait(false);
            if (response is not null)
            {
                told?.Dispose();
                told = response;
            }

            _hasAnswered |= response is not null;
            isAmbiguous |= failure is not null && !NeverArrived(failure);
            var isWorthAnother = response is null ? IsTransient(failure!) : IsTransient(response.StatusCode);
            var pause = Pause(attempt, response);
            if (!isWorthAnother || pause >= _deadline.Remaining || pause >= question?.Retries.Remaining || (!_hasAnswered && pause > _firstContact.Remaining))
            {
                if (isAmbiguous)
                {
                    told?.Headers.Add(AmbiguousHeader, "true");
                    failure?.Data[AmbiguousHeader] = true;
                }

                return told ?? throw failure!;
            }

            isAmbiguous |= response is not null && (int)response.StatusCode >= 500;
            await Task.Delay(pause, _stop).ConfigureAwait(false);
        }
    }

    private async Task<(HttpResponseMessage? Response, Exception? Failure)> TryInTurnAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var entered = await _limit.EnterAsync(cancellationToken).ConfigureAwait(false);
        var isBusy = false;
        try
        {
            var outcome = await TryAsync(request, cancellationToken).ConfigureAwait(false);
            isBusy = outcome.Response?.StatusCode == HttpStatusCode.TooManyRequests;
            return outcome;
        }
        finally
        {
            _limit.Leave(entered, isBusy);
        }
    }

    private async Task<(HttpResponseMessage? Response, Exception? Failure)> TryAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        var start = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(request.Options.TryGetValue(Question.Key, out var question)
            ? Shorter(question.Answer.Remaining, Shorter(_deadline.Remaining / 2, TryTimeout))
            : Shorter(_deadline.Remaining + TimeSpan.FromSeconds(1), TryTimeout));
        try
        {
            var response = await base.SendAsync(request, patience.Token).ConfigureAwait(false);
            await ReadAsync(response, patience.Token).ConfigureAwait(false);
            Log.Answered(_log, request.Method.Method, PathOf(request), (int)response.StatusCode, Milliseconds(start));
            return (response, null);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotAnswered(_log, request.Method.Method, PathOf(request), "no answer in time", Milliseconds(start));
            return (null, new TimeoutException("no answer in time", e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            Log.NotAnswered(_log, request.Method.Method, PathOf(request), Printable.Clean(e.Message), Milliseconds(start));
            return (null, e);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxAnswer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _reading.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Impersonate(HttpRequestMessage request)
    {
        if (_settings.ImpersonateUser is { } user)
        {
            request.Headers.TryAddWithoutValidation("Impersonate-User", user);
        }

        foreach (var group in _settings.ImpersonateGroups)
        {
            request.Headers.TryAddWithoutValidation("Impersonate-Group", group);
        }
    }

    private static bool IsTransient(HttpStatusCode status) => status == HttpStatusCode.TooManyRequests || (int)status >= 500;

    /// <summary>Whether a retry may succeed.</summary>
    public static bool IsTransient(Exception failure) => failure switch
    {
        { InnerException: AuthenticationException } => false,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => false,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false,
        _ => true,
    };

    /// <summary>Whether the request cannot have reached a server.</summary>
    public static bool NeverArrived(Exception failure) => failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };

    /// <summary>The pause before a retry: doubles from 0.1 to 5 seconds, with jitter so that many clients don't retry at once. A longer Retry-After takes precedence.</summary>
    private static TimeSpan Pause(int attempt, HttpResponseMessage? response)
    {
        var backoff = TimeSpan.FromSeconds(Math.Min(5, 0.1 * Math.Pow(2, attempt)) * (0.75 + (Random.Shared.NextDouble() / 2)));
        return response?.Headers.RetryAfter?.Delta is { } asked && asked > backoff ? asked : backoff;
    }

    private static string PathOf(HttpRequestMessage request) => request.RequestUri?.PathAndQuery ?? "";

    private static double Milliseconds(long start) => Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);
}

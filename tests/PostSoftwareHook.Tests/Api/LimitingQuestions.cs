using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using PostSoftwareHook.Api;

namespace PostSoftwareHook.Tests.Api;

/// <summary>A question has little time, whatever the run has left.</summary>
public class LimitingQuestions
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_server_that_is_unwell_is_asked_again_for_a_moment_only()
    {
        var server = new Server((_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)));
        var watch = Stopwatch.StartNew();

        using var response = await server.SendAsync(new Question(Long, Moment), Long);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.InRange(server.Attempts, 1, 4);
        Assert.True(watch.Elapsed < Long / 2, $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        var server = new Server(NeverAsync);
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<TimeoutException>(() => server.SendAsync(new Question(Moment, Moment), Long));

        Assert.Equal(1, server.Attempts);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Even_if_it_once_had_answered_that_it_is_unwell()
    {
        var answers = 0;
        var server = new Server((request, stop) => answers++ == 0 ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)) : NeverAsync(request, stop));

        using var response = await server.SendAsync(new Question(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), Long);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, 2), (response.StatusCode, server.Attempts));
    }

    [Fact]
    public async Task A_moment_is_enough_for_one_that_recovers()
    {
        var answers = 0;
        var server = new Server((_, _) => Task.FromResult(new HttpResponseMessage(answers++ == 0 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK)));

        using var response = await server.SendAsync(new Question(Long, Long), Long);

        Assert.Equal((HttpStatusCode.OK, 2), (response.StatusCode, server.Attempts));
    }

    [Fact]
    public async Task A_question_does_not_outlast_the_run()
    {
        var server = new Server(NeverAsync);
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<TimeoutException>(() => server.SendAsync(new Question(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20)), Moment));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"It took {watch.Elapsed}.");
    }

    private static async Task<HttpResponseMessage> NeverAsync(HttpRequestMessage request, CancellationToken stop)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        throw new UnreachableException();
    }

    /// <summary>What stands in for the connection.</summary>
    private sealed class Server(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        public int Attempts { get; private set; }

        public async Task<HttpResponseMessage> SendAsync(Question question, TimeSpan deadline)
        {
            using var handler = new RetryingHandler(new(deadline), new(), NullLogger.Instance, CancellationToken.None) { InnerHandler = this };
            using var client = new HttpMessageInvoker(handler);
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com:6443/api/v1/nodes");
            request.Options.Set(Question.Key, question);
            return await client.SendAsync(request, CancellationToken.None);
        }

        /// <inheritdoc/>
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Attempts++;
            return answer(request, cancellationToken);
        }
    }
}

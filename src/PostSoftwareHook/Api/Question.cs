namespace PostSoftwareHook.Api;

/// <summary>Limits a request whose answer a run can do without, from now on.</summary>
/// <param name="answer">How long to wait for the answer.</param>
/// <param name="retries">How long a failed attempt is repeated.</param>
internal sealed class Question(TimeSpan answer, TimeSpan retries)
{
    /// <summary>The key of a request's question.</summary>
    public static readonly HttpRequestOptionsKey<Question> Key = new(nameof(Question));

    /// <summary>When to stop waiting.</summary>
    public Deadline Answer { get; } = new(answer);

    /// <summary>When to stop trying again.</summary>
    public Deadline Retries { get; } = new(retries);
}

namespace PostSoftwareHook.Propagation;

/// <summary>One attempt of a pull.</summary>
/// <param name="Mirror">The mirror that it went to, as <c>HOST[:PORT]</c>; null for the image's own registry, and where the words name no endpoint.</param>
/// <param name="Outcome">What stopped it.</param>
internal sealed record PullAttempt(string? Mirror, PullOutcome Outcome);

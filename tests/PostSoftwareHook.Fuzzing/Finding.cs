namespace PostSoftwareHook.Fuzzing;

/// <summary>An input that the hook does not take as it should.</summary>
internal sealed class Finding : Exception
{
    /// <summary>One that <paramref name="message"/> describes.</summary>
    public Finding(string message)
        : base(message)
    {
    }

    /// <summary>One without a description.</summary>
    public Finding()
    {
    }

    /// <summary>One that <paramref name="message"/> describes, and what caused it.</summary>
    public Finding(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

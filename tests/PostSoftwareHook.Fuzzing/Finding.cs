namespace PostSoftwareHook.Fuzzing;

/// <summary>An input that the hook handles wrongly.</summary>
internal sealed class Finding : Exception
{
    public Finding(string message)
        : base(message)
    {
    }

    public Finding()
    {
    }

    public Finding(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

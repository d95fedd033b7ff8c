namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>A place where the hook reads what others wrote.</summary>
internal interface ITarget : IDisposable
{
    /// <summary>Its name on the command line, and that of its folder in the corpus.</summary>
    string Name { get; }

    /// <summary>Has the hook read <paramref name="input"/>, and throws where it doesn't take it as it should.</summary>
    void Run(byte[] input);
}

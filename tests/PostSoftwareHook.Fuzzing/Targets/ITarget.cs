namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>Code of the hook that reads untrusted input.</summary>
internal interface ITarget : IDisposable
{
    /// <summary>Name on the command line and of the corpus's folder.</summary>
    string Name { get; }

    /// <summary>Lets the hook read <paramref name="input"/>, and throws if it handles it wrongly.</summary>
    void Run(byte[] input);
}

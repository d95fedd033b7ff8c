using System.CommandLine;
using System.CommandLine.Invocation;

namespace PostSoftwareHook.CommandLine;

/// <summary>Action of the option --version.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine($"{Product.Name} {Product.Version}");
        return ExitCode.Healthy;
    }
}

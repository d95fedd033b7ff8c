using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.Faults;

/// <summary>A request as far as it is the same in every run, whatever order requests come in.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, without a pod's random suffix.</param>
/// <param name="Turn">How many such requests came before.</param>
internal sealed partial record ApiRequest(string Method, string Path, int Turn)
{
    /// <summary>Whether it could change something. The hook's ImageStreamImports change nothing.</summary>
    public bool IsWrite => Method != "GET" && !Path.EndsWith("/imagestreamimports", StringComparison.Ordinal);

    /// <summary>Whether it is about something in that namespace.</summary>
    public bool IsIn(string ns) => Path.Contains($"/namespaces/{ns}/", StringComparison.Ordinal);

    /// <summary>The path of <paramref name="path"/>'s kind.</summary>
    public static string Shape(string path) => PodName().Replace(path, "");

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path} #{Turn}";

    [GeneratedRegex("(?<=/pods/.*)-[a-z0-9]{5}$")]
    private static partial Regex PodName();
}

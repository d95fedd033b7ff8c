using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Replaces what differs from run to run.</summary>
internal static partial class Scrub
{
    /// <summary>Addresses, paths, random suffixes, durations and fingerprints.</summary>
    public static string Text(string text) => Answers(Names(text));

    /// <summary>What was asked when, of what image, and the name of the node's configuration.</summary>
    private static string Answers(string text) => Rendered().Replace(Asked().Replace(Clock().Replace(text, "at HH:MM UTC"), "Get URL"), "rendered-master-HASH");

    private static string Names(string text) =>
        Fingerprint().Replace(Suffix().Replace(Folder().Replace(Host().Replace(text, "https://HOST"), "FOLDER/"), "${name}-XXXXX"), "credential FINGERPRINT");

    /// <summary>Fingerprints alone: they are keyed anew in every run.</summary>
    public static string Fingerprints(string text) => Fingerprint().Replace(text, "credential FINGERPRINT");

    [GeneratedRegex(@"at \d\d:\d\d UTC")]
    private static partial Regex Clock();

    [GeneratedRegex(@"Get (?:\\?""|\\u0022)[^""\\]*(?:\\?""|\\u0022)")]
    private static partial Regex Asked();

    [GeneratedRegex("rendered-master-[0-9a-f]{32}")]
    private static partial Regex Rendered();

    [GeneratedRegex(@"https?://127\.0\.0\.1:\d+")]
    private static partial Regex Host();

    [GeneratedRegex(@"(?<![\w./])/(?:[\w.@+-]+/)+(?=[\w.-])")]
    private static partial Regex Folder();

    [GeneratedRegex(@"(?<name>\b(?:certified-operators|community-operators|redhat-marketplace|redhat-operators|workshop-operators|workshop-dashboard|klusterlet|klusterlet-agent|klusterlet-work-sa|default)(?:-dockercfg)?)-(?!agent|work|index)[a-z0-9]{5}\b")]
    private static partial Regex Suffix();

    [GeneratedRegex("credential [0-9a-f]{8}")]
    private static partial Regex Fingerprint();
}

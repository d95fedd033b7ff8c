namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Scans what was printed for every secret that was planted: raw, base64, and the decoded password.</summary>
internal static class Leaks
{
    /// <summary>Fails where one of <paramref name="planted"/> is in <paramref name="text"/>.</summary>
    public static void MustNotBeIn(string text, Planted planted) => Assert.Empty(planted.LeaksIn(text));
}

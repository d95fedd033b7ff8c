using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Packaging;

/// <summary>What ./build.sh package leaves beside the tarballs, for those who must know what they run.</summary>
public class WhatTheExecutableIsMadeOf
{
    private static readonly string Folder = Path.GetDirectoryName(InstalledCollection.Tarball)!;

    /// <summary>Every package that the executable is restored from, by the lock file, but for the tools that only build it.</summary>
    private static List<string> Linked =>
    [
        .. JsonNode.Parse(File.ReadAllText(Repository.PathTo("src/PostSoftwareHook/packages.lock.json")))!["dependencies"]!["net10.0"]!.AsObject()
            .Where(package => !package.Key.Contains("ILCompiler", StringComparison.Ordinal) && !package.Key.Contains("ILLink", StringComparison.Ordinal))
            .Select(package => $"{package.Key} {package.Value!["resolved"]}"),
    ];

    [Fact]
    public async Task Is_in_the_bill_of_materials()
    {
        var bill = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "post-software-hook.cdx.json")))!;

        Assert.Equal("CycloneDX", (string?)bill["bomFormat"]);
        Assert.Equal(("post-software-hook", InstalledCollection.Version), ((string?)bill["metadata"]!["component"]!["name"], (string?)bill["metadata"]!["component"]!["version"]));
        Assert.Equal(
            Linked.Order(StringComparer.Ordinal),
            bill["components"]!.AsArray().Where(component => (string?)component!["scope"] != "excluded").Select(component => $"{component!["name"]} {component["version"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_named_with_its_licence(bool isInTheCollection)
    {
        const string Notices = "THIRD-PARTY-NOTICES.txt";
        var notices = await File.ReadAllTextAsync(isInTheCollection ? await InstalledCollection.FileAsync(Notices) : Path.Combine(Folder, Notices));

        Assert.All(Linked, package => Assert.Contains($"\n{package}\n", notices, StringComparison.Ordinal));
        Assert.Contains("Licence: Apache-2.0", notices, StringComparison.Ordinal);
        Assert.Contains("Licence: MIT", notices, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_checksums_that_hold()
    {
        var ran = await Ran.ToTheEndAsync("sha256sum", ["--check", "SHA256SUMS"], folder: Folder);

        Assert.True(ran.ExitCode == 0, ran.All);
        Assert.Contains(Path.GetFileName(InstalledCollection.Tarball), ran.Output, StringComparison.Ordinal);
        Assert.Contains("post-software-hook: OK", ran.Output, StringComparison.Ordinal);
    }
}

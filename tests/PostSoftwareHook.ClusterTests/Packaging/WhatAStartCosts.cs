using System.Globalization;
using System.Text;

namespace PostSoftwareHook.ClusterTests.Packaging;

/// <summary>
/// What every Ansible task pays for the executable, whatever it does: the bytes that are copied, which ./build.sh holds, and the pages
/// that the kernel fills at the start, held here. A page counts the same on a busy machine; a time doesn't.
/// </summary>
public class WhatAStartCosts
{
    /// <summary>Some more than docs/performance.md tells, for another kernel or C library. A serializer of the Kubernetes models takes 2,900.</summary>
    private const int MostPageFaults = 950;

    /// <summary>Starts a program and prints how many page faults it took, as the kernel counts them for it alone.</summary>
    private const string CountPageFaults = "import os, sys; pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ); print(os.wait4(pid, 0)[2].ru_minflt)";

    [Fact]
    public async Task Few_pages_are_filled_at_the_start()
    {
        var ran = await Ran.ToTheEndAsync("python3", ["-c", CountPageFaults, Repository.Executable, "version"]);

        var lines = ran.Output.TrimEnd().Split('\n');
        Assert.StartsWith("post-software-hook ", lines[0], StringComparison.Ordinal);
        Assert.InRange(int.Parse(lines[^1], CultureInfo.InvariantCulture), 1, MostPageFaults);
    }

    [Theory]
    [InlineData("KubernetesJson")]
    [InlineData("SourceGenerationContext")]
    [InlineData("JsonSerializerContext")]
    [InlineData("JsonTypeInfo")]
    [InlineData("V1Pod")]
    [InlineData("BrotliStream")]
    public async Task Types_that_are_never_used_are_not_linked(string type)
    {
        var executable = await File.ReadAllBytesAsync(Repository.Executable);

        Assert.True(executable.AsSpan().IndexOf("TokenFileAuth"u8) >= 0, "The names of types are not in the executable, so that nothing can be said of them.");
        Assert.False(executable.AsSpan().IndexOf(Encoding.ASCII.GetBytes(type)) >= 0, $"{type} is linked.");
    }
}

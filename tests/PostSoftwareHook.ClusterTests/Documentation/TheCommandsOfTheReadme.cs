namespace PostSoftwareHook.ClusterTests.Documentation;

/// <summary>README's commands, typed one after the other by somebody who has nothing but README, on a stuck cluster.</summary>
public class TheCommandsOfTheReadme(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task Work_as_they_stand_there()
    {
        var commands = Commands("README.md", "## By hand");
        Assert.NotEmpty(commands);
        using var folder = new TempFolder();
        File.Copy(ControlPlane.Kubeconfig, folder.PathTo("student1.kubeconfig"));
        var script = folder.PathTo("typed.sh");
        await File.WriteAllLinesAsync(script, ["set -ex", .. commands.Select(command => command
            .Replace("FOLDER", folder.Path, StringComparison.Ordinal)
            .Replace("kubeconfig=PATH", $"kubeconfig={ControlPlane.Kubeconfig}", StringComparison.Ordinal)
            .Replace("--kubeconfig PATH", $"--kubeconfig {ControlPlane.Kubeconfig}", StringComparison.Ordinal))]);

        var ran = await Ran.ToTheEndAsync("bash", ["-c", $"printf 'y\ny\n' | timeout 200 script -qefc 'bash {script}' /dev/null"], new Dictionary<string, string?> { ["PAGER"] = "cat" }, Repository.Root);

        Leaks.MustNotBeIn(ran.All, Incident.Planted);
        Assert.True(ran.ExitCode == 0, ran.All);
        Assert.Equal([Names.MissingTag], await StuckAsync());
        Assert.Contains("changed=1", ran.All, StringComparison.Ordinal);
        Assert.Contains("deleted secret pull-secret", ran.All, StringComparison.Ordinal);
    }

    /// <summary>The indented lines of a section, without their comments.</summary>
    private static List<string> Commands(string document, string heading) =>
    [
        .. File.ReadLines(Repository.PathTo(document))
            .SkipWhile(line => line != heading).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("    ", StringComparison.Ordinal))
            .Select(line => line.Split(" # ")[0].Trim()),
    ];
}

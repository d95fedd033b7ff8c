using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>How the command ends, which scripts rely on.</summary>
public class ExitCodes(IncidentFixture fixture) : IncidentTests(fixture)
{
    [Fact]
    public async Task Three_where_something_would_change_and_zero_once_it_is_healed()
    {
        var mark = await ControlPlane.Audit.MarkAsync();
        Assert.Equal(3, (await Hook.TypeAsync("diagnose")).ExitCode);
        Assert.Equal(3, (await Hook.TypeAsync("heal", "--dry-run")).ExitCode);
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));

        var healed = await Hook.TypeAsync("heal", "--yes", "--output", "json");

        Assert.Equal(0, healed.ExitCode);
        await Incident.WaitUntilReadyAsync([.. Names.Catalogs, Names.Klusterlet, Names.KlusterletAgent]);
        Assert.True((bool)JsonNode.Parse(healed.Output)!["changed"]!);
        Assert.Equal(0, (await Hook.TypeAsync("diagnose")).ExitCode);
    }

    [Fact]
    public async Task One_where_something_fails()
    {
        await Incident.Source.BreakAsync(SourceFlaw.Missing);

        var ran = await Hook.TypeAsync("heal", "--yes");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("The source secret openshift-config/pull-secret does not exist.", ran.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("heel")]
    [InlineData("heal", "--secretname", "x")]
    [InlineData("heal", "--wait-timeout", "soon")]
    public async Task Two_where_the_command_line_is_wrong(params string[] arguments)
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var ran = await Hook.TypeAsync(arguments);

        Assert.Equal(2, ran.ExitCode);
        Assert.Empty(await ControlPlane.Audit.SinceAsync(mark));
    }

    [Fact]
    public async Task Zero_for_the_version_and_the_help()
    {
        Assert.Matches(@"\d+\.\d+\.\d+", await OutputAsync("--version"));
        Assert.Contains("diagnose", await OutputAsync("--help"), StringComparison.Ordinal);
        Assert.Contains("--wait-timeout", await OutputAsync("heal", "--help"), StringComparison.Ordinal);

        static async Task<string> OutputAsync(params string[] arguments)
        {
            var ran = await Ran.ToTheEndAsync(Repository.Executable, arguments);
            Assert.Equal(0, ran.ExitCode);
            return ran.Output;
        }
    }
}

using System.Text;
using System.Text.Json.Nodes;

namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>Those who are asked may repeat a credential, and what nodes hold is one: none of it is printed, however much detail is asked for.</summary>
public class CredentialsInAnswers(IncidentFixture fixture) : InvestigationTests(fixture)
{
    private readonly string _stolen = Planted.RandomText(32);

    [Fact]
    public async Task Are_not_printed_where_a_registry_repeats_them()
    {
        Incident.Planted.AddCredential("what the registry repeats", new("robot", _stolen));
        var own = Incident.Source.Credentials[Names.RedHatRegistry];
        AnswerAlways($"unauthorized: you said {own.Password}, Authorization: Basic {Base64($"robot:{_stolen}")}; he said Bearer {_stolen} at https://robot:{_stolen}@quay.io, password={_stolen}, {new JsonObject { ["auth"] = Base64($"robot:{_stolen}") }.ToJsonString()}");

        var result = await Hook.RunAsync("""{"wait_timeout": 3}""", diff: true, verbosity: 4);

        Assert.Equal("credentials_rejected", result.Verdict);
        Assert.Contains("unauthorized: you said ********", result.Message, StringComparison.Ordinal);
        Assert.Contains("unauthorized: you said ********", EvidenceOf(result, $"credentials_rejected registry {Names.RedHatRegistry}: says, asked with openshift-config/pull-secret"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("markdown")]
    public async Task Are_not_shown_to_a_person_either(string output)
    {
        Incident.Planted.AddCredential("what the registry repeats", new("robot", _stolen));
        AnswerAlways($"unauthorized: you said {Incident.Source.Credentials[Names.RedHatRegistry].Password} and https://robot:{_stolen}@quay.io?X-Amz-Signature={_stolen}");

        var ran = await Hook.TypeAsync("diagnose", "-vvv", "--output", output);

        Assert.Contains("unauthorized: you said ", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_MachineConfig_are_not_printed(bool isDamaged)
    {
        var login = StrangeCredential();
        var file = DockerConfig.WriteJson([new(Names.RedHatRegistry, login), new("registry.example.org", login)]);
        await Incident.SetNodeConfigAsync(isDamaged ? file[..^9] : file);

        var result = await Hook.RunAsync("""{"wait_timeout": 20}""", checkMode: true, diff: true, verbosity: 4);
        var ran = await Hook.TypeAsync("diagnose", "-vvv");

        Assert.Contains(result.Evidence, line => line.StartsWith($"node_config_not_rolled_out node {Incident.Node.Name}: {(isDamaged ? "has no usable pull secret" : $"holds other credentials for {Names.RedHatRegistry} than the source")}", StringComparison.Ordinal));
        Assert.Contains(Names.RedHatRegistry, ran.Output, StringComparison.Ordinal);
    }

    private void AnswerAlways(string words)
    {
        Incident.Registry.Break(Names.RedHatRegistry, words);
        Incident.Registry.Break(Names.ConnectRegistry, words);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}

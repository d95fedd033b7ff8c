namespace PostSoftwareHook.ClusterTests.Selection;

/// <summary>Where the credentials come from and which of them are carried over, under what name.</summary>
public class Sources(IncidentFixture fixture) : IncidentTests(fixture)
{
    private const string Both = """{"sources": [{"namespace": "openshift-config", "name": "pull-secret"}, {"namespace": "openshift-config", "name": "mirror"}]}""";

    [Fact]
    public async Task Several_are_merged()
    {
        var mirror = StrangeCredential();
        await CreateSecretAsync(Names.ConfigNamespace, [KeyValuePair.Create("mirror.example.org:5000", mirror)], name: "mirror");

        var result = await Hook.RunAsync(Both);

        Assert.False(result.Failed, result.Message);
        Assert.Equal(
            Carried.Append(KeyValuePair.Create("mirror.example.org:5000", mirror)).OrderBy(entry => entry.Key, StringComparer.Ordinal),
            await ContentOfCopyAsync(Marketplace));
        Assert.Equal("openshift-config/pull-secret,openshift-config/mirror", (await CopyInAsync(Marketplace)).Metadata.Annotations["post-software-hook/origin"]);
        Assert.DoesNotContain(result.Warnings, warning => warning.Contains("different credentials", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_two_contradict_each_other_the_first_wins_with_a_warning()
    {
        await CreateSecretAsync(Names.ConfigNamespace, [KeyValuePair.Create(Names.RedHatRegistry, StrangeCredential())], name: "mirror");

        var result = await Hook.RunAsync(Both);

        Assert.False(result.Failed, result.Message);
        Assert.Contains("The sources hold different credentials for registry.redhat.io: those of openshift-config/pull-secret are used, those of openshift-config/mirror are not.", result.Warnings);
        Assert.Equal(Incident.Source.Credentials[Names.RedHatRegistry], (await ContentOfCopyAsync(Marketplace))[Names.RedHatRegistry]);
    }

    [Fact]
    public async Task One_that_is_missing_spoils_the_whole()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync(Both);

        Assert.True(result.Failed);
        Assert.Equal("source_invalid", result.Verdict);
        Assert.StartsWith("The source secret openshift-config/mirror does not exist.", result.Message, StringComparison.Ordinal);
        Assert.Empty(await ControlPlane.Audit.WritesSinceAsync(mark));
    }

    [Fact]
    public async Task Only_the_registries_asked_for_are_carried_over()
    {
        await Incident.Source.AddAsync("quay.io/workshop");

        var result = await Hook.RunAsync("""{"registries": ["registry.*", "quay.io/workshop"]}""");

        Assert.False(result.Failed, result.Message);
        Assert.Equal(["quay.io/workshop", Names.ConnectRegistry, Names.RedHatRegistry], (await ContentOfCopyAsync(Marketplace)).Keys);
    }

    [Fact]
    public async Task Excluded_registries_are_not_carried_over()
    {
        await Incident.Source.AddAsync("quay.io/workshop");

        var result = await Hook.RunAsync("""{"exclude_registries": ["quay.io", "cloud.openshift.com"]}""");

        Assert.False(result.Failed, result.Message);
        Assert.Equal([Names.ConnectRegistry, Names.RedHatRegistry], (await ContentOfCopyAsync(Marketplace)).Keys);
    }

    [Fact]
    public async Task A_malformed_entry_that_is_excluded_does_no_harm()
    {
        await Incident.Source.BreakAsync(SourceFlaw.AuthIsNotBase64);

        var result = await Hook.RunAsync($$"""{"exclude_registries": ["registry.redhat.io", "cloud.openshift.com"], "targets": [{"namespace": "{{Marketplace}}", "service_accounts": ["workshop-operators"]}]}""");

        Assert.Equal("created", result.SecretAction(Marketplace));
        Assert.Equal([Names.QuayRegistry, Names.ConnectRegistry], (await ContentOfCopyAsync(Marketplace)).Keys);
        await Incident.WaitUntilReadyAsync([Names.CustomCatalog]);
    }

    [Fact]
    public async Task Copies_have_the_name_asked_for()
    {
        var result = await Hook.RunAsync("""{"secret_name": "workshop-pull"}""");

        Assert.False(result.Failed, result.Message);
        Assert.Equal(["workshop-pull"], await LinksOfAsync(Marketplace, Names.CustomCatalog));
        Assert.DoesNotContain(Names.PullSecret, await SecretsInAsync(Marketplace));
        Assert.Equal(3, (await ContentOfCopyAsync(Marketplace, "workshop-pull")).Count);
        await Incident.WaitUntilReadyAsync(Names.Catalogs);
    }
}

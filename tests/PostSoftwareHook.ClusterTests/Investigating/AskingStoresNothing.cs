namespace PostSoftwareHook.ClusterTests.Investigating;

/// <summary>Check mode asks the registries, and that is all it does beside reading.</summary>
public class AskingStoresNothing(IncidentFixture fixture) : InvestigationTests(fixture)
{
    /// <summary>Of every kind of question.</summary>
    protected override IncidentOptions Options => new()
    {
        Import = new() { TemplatesNamePullSecret = true },
        TeamPullSecret = TeamPullSecret.LacksHost,
        Subscription = new() { UnpackJobFailed = true },
        RefusedOutsideTargets = true,
        HasCatalogd = true,
    };

    // Nothing is written.
    protected override bool LeavesItUntouched => true;

    [Fact]
    public async Task In_check_mode_no_request_but_lookups_is_anything_but_a_GET()
    {
        var stored = await StoredAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        var result = await Hook.RunAsync(checkMode: true, diff: true);

        var requests = await ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin);
        Assert.Equal(requests.Count, result.Requests);
        Assert.All(requests.Where(request => request.Verb is not ("get" or "list")), MustBeLookup);
        Assert.Contains(requests, request => request.IsQuestion);
        Assert.Equal(stored, await StoredAsync());
        Incident.Faults.ThrowIfAny();
    }

    [Theory]
    [InlineData("diagnose")]
    [InlineData("verify")]
    public async Task A_command_that_only_looks_asks_too_and_stores_nothing(string verb)
    {
        var stored = await StoredAsync();
        var mark = await ControlPlane.Audit.MarkAsync();

        await Hook.TypeAsync(verb, "--wait-timeout", "3");

        var requests = await ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin);
        Assert.All(requests.Where(request => request.Verb is not ("get" or "list")), MustBeLookup);
        Assert.Equal(stored, await StoredAsync());
    }

    [Fact]
    public async Task With_probe_false_nothing_at_all_is_but_a_GET()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        await Hook.RunAsync("""{"probe": false}""", checkMode: true);

        Assert.All(await ControlPlane.Audit.SinceAsync(mark, ControlPlaneUsers.Admin), request => Assert.True(request.Verb is "get" or "list", request.ToString()));
    }

    [Fact]
    public async Task The_command_line_can_be_told_not_to_ask_either()
    {
        var mark = await ControlPlane.Audit.MarkAsync();

        await Hook.TypeAsync("diagnose", "--probe", "no");

        Assert.Empty(await LookupsSinceAsync(mark));
    }

    [Fact]
    public async Task Only_images_that_pods_wait_for_are_asked_for_in_the_two_namespaces_once_per_registry()
    {
        var before = Incident.ImagesAsked.Count;

        await Hook.RunAsync(checkMode: true);

        var asked = Incident.ImagesAsked.Skip(before).ToList();
        Assert.All(asked, question => Assert.Contains(question.Namespace, (string[])[Names.ConfigNamespace, "default"]));
        Assert.Equal(asked.Count, asked.Select(question => (question.Namespace, ImageName.Parse(question.Image).Host)).Distinct().Count());
        Assert.InRange(asked.Count(question => question.Namespace == "default"), 1, 4);
        var images = (await Incident.StuckAsync()).SelectMany(pod => pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? [])).Select(container => container.Image).Append(Images.Bundle);
        Assert.All(asked, question => Assert.Contains(question.Image, images));
    }

    private static void MustBeLookup(AuditEntry request) => Assert.True(request is { Verb: "create", IsQuestion: true, Namespace: Names.ConfigNamespace or "default", IsDryRun: false }, request.ToString());
}

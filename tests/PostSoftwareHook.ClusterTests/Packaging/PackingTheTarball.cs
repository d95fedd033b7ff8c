using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.Packaging;

/// <summary>The collection as it is packed, installed into an empty collections path and used by full names.</summary>
public partial class PackingTheTarball(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly string[] Documents = ["README.md", "CONTRIBUTING.md", "docs/fleet.md", "docs/troubleshooting.md", "roles/pull_secret_propagation/README.md"];

    private static readonly string[] ExpectedFiles =
    [
        "README.md",
        "LICENSE",
        "meta/runtime.yml",
        "plugins/modules/pull_secret_propagation.yml",
        "roles/pull_secret_propagation/meta/argument_specs.yml",
        "playbooks/post_software.yml",
        "playbooks/fix_pull_secret.yml",
        "playbooks/fix_fleet.yml",
        "rbac/cluster.yml",
    ];

    protected override bool LeavesItUntouched => true;

    [Fact]
    public async Task Holds_the_executable_that_is_tested()
    {
        var installed = await InstalledCollection.FileAsync("plugins/modules/pull_secret_propagation");

        Assert.True(Enumerable.SequenceEqual(await File.ReadAllBytesAsync(Repository.Executable), await File.ReadAllBytesAsync(installed)), "Another executable was packed. Run ./build.sh package.");
    }

    [Theory]
    [InlineData("roles/pull_secret_propagation/library/pull_secret_propagation")]
    [InlineData("ansible/plugins/modules/pull_secret_propagation")]
    public async Task So_do_the_checkouts_role_and_modules(string place) => Assert.True(
        Enumerable.SequenceEqual(await File.ReadAllBytesAsync(Repository.Executable), await File.ReadAllBytesAsync(Repository.PathTo(place))),
        $"{place} is another executable. Run ./build.sh.");

    [Fact]
    public async Task Has_the_products_version_and_a_changelog_of_it()
    {
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(await InstalledCollection.FileAsync("MANIFEST.json")))!["collection_info"]!;

        Assert.Equal("post_software.hook", $"{manifest["namespace"]}.{manifest["name"]}");
        Assert.Equal(InstalledCollection.Version, (string?)manifest["version"]);
        Assert.Contains($"\n  {InstalledCollection.Version}:\n", await File.ReadAllTextAsync(await InstalledCollection.FileAsync("changelogs/changelog.yaml")), StringComparison.Ordinal);
        Assert.Equal($"post-software-hook {InstalledCollection.Version}", (await Ran.ToTheEndAsync(Repository.Executable, ["--version"])).Output.Trim());
    }

    [Fact]
    public async Task Holds_its_module_once_and_nothing_of_the_workshop_that_made_it()
    {
        var root = await InstalledCollection.FileAsync("");
        var files = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).ToList();

        Assert.All(
            ExpectedFiles,
            name => Assert.Contains(name, files));
        Assert.DoesNotContain(files, file => file.StartsWith("roles/pull_secret_propagation/library", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith("ansible.cfg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Has_documents_whose_links_lead_somewhere()
    {
        foreach (var document in Documents)
        {
            var path = await InstalledCollection.FileAsync(document);
            var links = Link().Matches(await File.ReadAllTextAsync(path)).Select(match => match.Groups["path"].Value).Where(link => !link.Contains(':', StringComparison.Ordinal));
            Assert.All(links, link => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, link)), $"{document} links to {link}."));
        }
    }

    [Theory, BothAnsibleCores]
    public async Task Tells_ansible_doc_its_options_examples_and_results(AnsibleCore core)
    {
        using var node = await ControlNode.WithCollectionAsync(core, Incident.Planted);

        var ran = await node.RunAsync("ansible-doc", "--json", "post_software.hook.pull_secret_propagation");

        Assert.True(ran.ExitCode == 0, ran.All);
        var module = JsonNode.Parse(ran.Output)!["post_software.hook.pull_secret_propagation"]!;
        Assert.Equal("raw", (string?)module["doc"]!["options"]!["kubeconfig"]!["type"]);
        Assert.Equal(["present", "absent"], module["doc"]!["options"]!["state"]!["choices"]!.AsArray().Select(choice => (string)choice!));
        Assert.Contains("- name: Heal the image pulls of a cluster", (string?)module["examples"], StringComparison.Ordinal);
        Assert.NotNull(module["return"]!["diagnosis"]!["contains"]!["verdict"]);
    }

    [Theory, BothAnsibleCores]
    public async Task Shows_ansible_doc_a_page_for_a_person(AnsibleCore core)
    {
        using var node = await ControlNode.WithCollectionAsync(core, Incident.Planted);

        var page = await node.RunAsync("ansible-doc", "post_software.hook.pull_secret_propagation");

        Assert.True(page.ExitCode == 0, page.All);
        Assert.All(["OPTIONS", "wait_for_namespaces", "EXAMPLES", "RETURN VALUES", "catalog_sources"], word => Assert.Contains(word, page.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Documents_every_field_of_the_result_that_it_returns()
    {
        using var node = await ControlNode.WithCollectionAsync(AnsibleCore.Core219, Incident.Planted);
        var documented = JsonNode.Parse((await node.RunAsync("ansible-doc", "--json", "post_software.hook.pull_secret_propagation")).Output)!
            ["post_software.hook.pull_secret_propagation"]!["return"]!.AsObject().Select(field => field.Key).ToList();

        var returned = (await Hook.RunAsync(checkMode: true)).Json.Select(field => field.Key).Except(["changed", "failed", "diff", "warnings", "invocation"]);

        Assert.Equal(documented.Except(["managed_cluster"]).Order(StringComparer.Ordinal), returned.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Tells_ansible_doc_the_roles_entry_points()
    {
        using var node = await ControlNode.WithCollectionAsync(AnsibleCore.Core219, Incident.Planted);

        var ran = await node.RunAsync("ansible-doc", "-t", "role", "--json", "post_software.hook.pull_secret_propagation");

        Assert.True(ran.ExitCode == 0, ran.All);
        var entryPoints = JsonNode.Parse(ran.Output)!["post_software.hook.pull_secret_propagation"]!["entry_points"]!.AsObject();
        Assert.Equal(["klusterlet", "main"], entryPoints.Select(entry => entry.Key).Order(StringComparer.Ordinal));
    }

    [Theory, BothAnsibleCores]
    public async Task Runs_a_playbook_by_its_full_name(AnsibleCore core)
    {
        using var node = await ControlNode.WithCollectionAsync(core, Incident.Planted);

        var run = await node.PlaybookResultsAsync("post_software.hook.fix_pull_secret", "-e", $"kubeconfig={ControlPlane.Kubeconfig}", "--check");

        Assert.True(run.Succeeded, run.Ran.All);
        Assert.Equal(ControlPlane.Host, (string?)Assert.Single(run.Healings()).Json["cluster"]!["host"]);
        Assert.StartsWith("PLAN. Would do: ", run.Report(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("post_software.hook.fix_fleet")]
    [InlineData("post_software.hook.post_software")]
    public async Task Finds_what_its_other_playbooks_name(string playbook)
    {
        using var node = await ControlNode.WithCollectionAsync(AnsibleCore.Core219, Incident.Planted);

        var ran = await node.PlaybookAsync(playbook, "--syntax-check");

        Assert.True(ran.ExitCode == 0, ran.All);
    }

    [Theory, BothAnsibleCores]
    public async Task Gives_its_role_to_a_play(AnsibleCore core)
    {
        using var node = await ControlNode.WithCollectionAsync(core, Incident.Planted);
        var playbook = node.Write("play.yml", $$"""
            - hosts: localhost
              connection: local
              gather_facts: false
              roles:
                - role: post_software.hook.pull_secret_propagation
                  pull_secret_propagation_kubeconfig: {{ControlPlane.Kubeconfig}}
            """);

        var run = await node.PlaybookResultsAsync(playbook, "--check");

        Assert.True(run.Succeeded, run.Ran.All);
        Assert.Equal("healed", (string?)run.Outcome()["outcome"]);
    }

    [GeneratedRegex(@"\]\((?<path>[^)#]+)")]
    private static partial Regex Link();
}

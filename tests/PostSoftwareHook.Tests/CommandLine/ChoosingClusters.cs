using PostSoftwareHook.CommandLine.Clusters;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>Which clusters are meant by what was typed.</summary>
public sealed class ChoosingClusters : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_a_cluster_called_by_the_file() =>
        Assert.Equal(["student1"], Names(Find([Kubeconfig("student1.kubeconfig")])));

    [Fact]
    public void A_file_that_is_not_there_is_left_for_the_run_to_report() =>
        Assert.Equal(["gone"], Names(Find(["/nowhere/gone.kubeconfig"])));

    [Fact]
    public void A_folder_is_searched_two_folders_deep_for_what_looks_like_a_kubeconfig()
    {
        Kubeconfig("student1/sno_workshop-student1_kubeconfig");
        Kubeconfig("student2/auth/kubeconfig");
        Kubeconfig("a/b/c/too-deep.kubeconfig");
        _folder.Write("student1/install.log", "clusters everywhere");

        Assert.Equal(["student2", "workshop-student1"], Names(Find([_folder.Path])).Order());
    }

    [Theory]
    [InlineData("*.kubeconfig", "one,two")]
    [InlineData("t?o.kubeconfig", "two")]
    [InlineData("*/*_kubeconfig", "workshop-student1")]
    public void A_pattern_is_expanded_where_the_shell_did_not(string pattern, string expected)
    {
        Kubeconfig("one.kubeconfig");
        Kubeconfig("two.kubeconfig");
        Kubeconfig("student1/sno_workshop-student1_kubeconfig");

        Assert.Equal(expected, string.Join(',', Names(Find([Path.Combine(_folder.Path, pattern)]))));
    }

    [Fact]
    public void A_pattern_or_folder_that_comes_to_nothing_is_told()
    {
        Assert.Contains("Nothing matches the pattern", Refusal([Path.Combine(_folder.Path, "*.kubeconfig")]), StringComparison.Ordinal);
        Assert.Contains("contain no kubeconfig", Refusal([_folder.Path]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_named_twice_is_one_cluster()
    {
        var file = Kubeconfig("one.kubeconfig");

        Assert.Single(Find([file, file, Path.Combine(_folder.Path, "*")]));
    }

    [Fact]
    public void Clusters_of_the_same_name_are_told_apart()
    {
        var names = Names(Find([Kubeconfig("a/student.kubeconfig"), Kubeconfig("b/student.kubeconfig"), Kubeconfig("b/student.yaml")]));

        Assert.Equal(["student", "b/student", "student (2)"], names);
    }

    [Fact]
    public void Contexts_are_clusters_of_their_own()
    {
        var file = Kubeconfig("all.kubeconfig", "student1", "student2", "hub");

        Assert.Equal(["student1", "hub"], Names(Find([file], contexts: ["student1", "hub"])));
    }

    [Fact]
    public void Of_several_files_only_those_that_have_the_context_are_meant()
    {
        string[] files = [Kubeconfig("one.kubeconfig", "admin"), Kubeconfig("two.kubeconfig", "other")];

        Assert.Equal(["one/admin"], Names(Find(files, contexts: ["admin"])));
        Assert.Contains("None of the kubeconfigs has the context nobody", Refusal(files, contexts: ["nobody"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_choose_by_file_or_else_by_context_or_cluster()
    {
        string[] files = [Kubeconfig("student1.kubeconfig", "admin"), Kubeconfig("all.kubeconfig", "student2", "hub")];

        Assert.Equal(["student1", "all/student2"], Names(Find(files, names: ["student*"])));
        Assert.Equal(["all/hub"], Names(Find(files, names: ["cluster-of-hub"])));
    }

    [Fact]
    public void A_name_that_nothing_has_is_told_with_what_there_is()
    {
        var refusal = Refusal([Kubeconfig("student1.kubeconfig")], names: ["teacher*"]);

        Assert.Contains("No cluster is called teacher*", refusal, StringComparison.Ordinal);
        Assert.Contains("student1", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_kubeconfig_it_is_left_to_the_environment()
    {
        var file = Kubeconfig("mine.kubeconfig");

        var cluster = Assert.Single(ClusterFinder.Find(new([], [], [], [], null), name => name == "K8S_AUTH_KUBECONFIG" ? file : null, _ => { }));

        Assert.Equal("mine", cluster.Name);
        Assert.Null(cluster.Kubeconfig);
        Assert.Equal(file, cluster.Path);
    }

    [Fact]
    public void A_host_is_a_cluster_called_by_its_address() =>
        Assert.Equal("api.example.com:6443", Assert.Single(ClusterFinder.Find(new([], [], [], [], null, "https://api.example.com:6443"), _ => null, _ => { })).Name);

    [Theory]
    [InlineData("/out/sno_workshop-student1_kubeconfig", "workshop-student1")]
    [InlineData("/out/student1.kubeconfig", "student1")]
    [InlineData("/out/kubeconfig-student1", "student1")]
    [InlineData("/out/student1.yaml", "student1")]
    [InlineData("/out/student1/kubeconfig", "student1")]
    [InlineData("/out/student1/auth/kubeconfig", "student1")]
    [InlineData("/home/me/.kube/config", "default")]
    public void A_cluster_is_called_as_a_person_would(string path, string name) => Assert.Equal(name, KubeconfigName.Of(path));

    [Fact]
    public void A_name_from_a_file_cannot_write_on_the_terminal() =>
        Assert.DoesNotContain('\e', new ChosenCluster("evil\e[2J").Name);

    [Fact]
    public void A_context_that_was_typed_cannot_write_on_the_terminal_either() =>
        Assert.Equal(["evil [2J"], Names(Find([Kubeconfig("student1.kubeconfig")], contexts: ["evil\e[2J"])));

    private string Kubeconfig(string name, params string[] contexts) => _folder.Write(name, $"""
        kind: Config
        clusters: []
        users: []
        contexts:
        {string.Join('\n', contexts.Select(context => $"- {{name: {context}, context: {{cluster: cluster-of-{context}}}}}"))}
        # {name}
        """);

    private static IReadOnlyList<ChosenCluster> Find(string[] kubeconfigs, string[]? contexts = null, string[]? names = null) =>
        ClusterFinder.Find(new(kubeconfigs, contexts ?? [], names ?? [], [], null), _ => null, _ => { });

    private static string Refusal(string[] kubeconfigs, string[]? contexts = null, string[]? names = null) =>
        Assert.Throws<HookException>(() => Find(kubeconfigs, contexts, names)).Message;

    private static IEnumerable<string> Names(IEnumerable<ChosenCluster> clusters) => clusters.Select(cluster => cluster.Name);
}

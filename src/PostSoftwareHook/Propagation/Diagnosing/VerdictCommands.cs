namespace PostSoftwareHook.Propagation;

/// <summary>Commands that several verdicts advise.</summary>
internal static class VerdictCommands
{
    private const string SourceSecret = $"secret/{VerdictRow.SourceName} -n {VerdictRow.SourceNamespace}";

    /// <summary>Without --confirm, <c>oc extract</c> does not overwrite an existing file.</summary>
    public static ShellCommand Extract { get; } = Oc($"extract {SourceSecret} --keys=.dockerconfigjson --to=.");

    /// <summary><c>oc set data</c> replaces the whole key, so the file must have been extracted first.</summary>
    public static ShellCommand PutBack { get; } = Oc($"set data {SourceSecret} --from-file=.dockerconfigjson");

    /// <summary>Leaves no file with credentials behind.</summary>
    public static ShellCommand Forget { get; } = new(new ShellStep("rm", ".dockerconfigjson"));

    public static IReadOnlyList<ShellCommand> AddToSource { get; } =
        [Extract, Oc("registry login --registry=HOST --auth-basic=USER:PASSWORD --to=.dockerconfigjson"), PutBack, Forget];

    /// <summary>The file holds the new registry alone, since the two secrets are merged on the nodes.</summary>
    public static IReadOnlyList<ShellCommand> AddToHosted { get; } =
    [
        Oc("registry login --registry=HOST --auth-basic=USER:PASSWORD --to=.dockerconfigjson"),
        Oc("create secret generic additional-pull-secret -n kube-system --type=kubernetes.io/dockerconfigjson --from-file=.dockerconfigjson"),
        Forget,
    ];

    public static ShellCommand RegistriesInSource { get; } = Registries($"secret {VerdictRow.SourceName} -n {VerdictRow.SourceNamespace}");

    public static ShellCommand Oc(string arguments) => new(ShellStep.Oc(arguments));

    /// <summary>Lists the registries in a secret without printing credentials.</summary>
    public static ShellCommand Registries(string secret) => new(
        ShellStep.Oc($$"""get {{secret}} -o jsonpath='{.data.\.dockerconfigjson}'"""), new ShellStep("base64", "-d"), new ShellStep("jq", "'.auths | keys'"));
}

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>One right that a role gives.</summary>
public sealed record Right(string Role, string Group, string Resource, string Verb)
{
    /// <summary>The rule as the hook names it where it is missing.</summary>
    public string Rule => $"apiGroups: [\"{Group}\"], resources: [{Resource}], verbs: [{Verb}]";
}

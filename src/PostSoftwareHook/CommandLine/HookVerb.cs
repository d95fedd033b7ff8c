using PostSoftwareHook.CommandLine.Help;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>A command that runs on clusters.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Explanation">What else a person should know before typing it.</param>
/// <param name="Purpose">What its runs are for.</param>
/// <param name="Examples">Command lines to learn from, each under what it does.</param>
internal sealed record HookVerb(string Name, string Summary, string Explanation, Purpose Purpose, IReadOnlyList<HelpRow> Examples)
{
    /// <summary>Whether it writes to clusters, so that it asks first.</summary>
    public bool Writes => Purpose.Writes();

    /// <summary>Says why pods are stuck.</summary>
    public static HookVerb Diagnose { get; } = new(
        "diagnose",
        "Says why pods are stuck and what heal would do. Reads only.",
        "Explains the verdict in three sentences, with the oc command that shows the same evidence. Exit code 3 means that heal has something to do.",
        Purpose.Diagnose,
        [
            new("The cluster of the current kubeconfig", "diagnose"),
            new("A student's cluster, by AgnosticD's output folder", "diagnose --student student1"),
            new("A report to paste into a ticket", "diagnose --kubeconfig sno.kubeconfig --output markdown"),
        ]);

    /// <summary>Heals.</summary>
    public static HookVerb Heal { get; } = new(
        "heal",
        "Does the least that heals, and waits until pods run and catalogs answer.",
        "Shows the plan and asks before it writes. Copies the pull secret to where it is needed, links it to serviceaccounts, restarts the pods that are stuck for want of it, and touches nothing else. Run again at any time: what is well stays as it is.",
        Purpose.Heal,
        [
            new("One cluster: shows the plan, asks, heals", "heal --kubeconfig sno.kubeconfig"),
            new("What would it do? Nothing is written", "heal --student student1 --dry-run"),
            new("A whole class, without questions", "heal --kubeconfig '~/agnosticd-output/*/*_kubeconfig' --yes"),
            new("Every namespace, not the usual three alone", "heal --targets '*'"),
        ]);

    /// <summary>Waits and judges.</summary>
    public static HookVerb Verify { get; } = new(
        "verify",
        "Waits until pods run and catalogs answer, and judges. Writes nothing.",
        "For after a heal, or after Ansible did it. With --wait no it judges at once.",
        Purpose.Verify,
        [
            new("Did it work?", "verify --student student1"),
            new("A whole class, at once", "verify --kubeconfig ~/agnosticd-output --wait no"),
        ]);

    /// <summary>Takes away.</summary>
    public static HookVerb Remove { get; } = new(
        "remove",
        "Takes away what heal brought: the links first, then the copies that are ours.",
        "Shows the plan and asks before it writes. Secrets that heal didn't make stay. Running pods go on running; new ones pull with the node's credentials again.",
        Purpose.Remove,
        [new("What would it take away?", "remove --student student1 --dry-run"), new("Take it away", "remove --student student1")]);

    /// <summary>All of them, in the order of help.</summary>
    public static IReadOnlyList<HookVerb> All { get; } = [Diagnose, Heal, Verify, Remove];

    /// <summary>The module's options that mean something to this command; which cluster, and state, are said otherwise.</summary>
    public IEnumerable<OptionSpec> Options => OptionTable.All.Where(spec => spec.Name is not ("kubeconfig" or "context" or "state") && !IgnoredOptions.Contains(spec.Name));

    private string[] IgnoredOptions => Name switch
    {
        "diagnose" => ["wait", "wait_for_namespaces"],
        "verify" => ["restart", "force"],
        "remove" => ["sources", "registries", "exclude_registries", "restart", "force", "wait", "wait_for_namespaces", "managed_cluster", "hub_kubeconfig", "hub_context"],
        _ => [],
    };
}

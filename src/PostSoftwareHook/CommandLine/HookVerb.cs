using PostSoftwareHook.CommandLine.Help;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.CommandLine;

/// <summary>A command that works on clusters.</summary>
/// <param name="Verb">Its flag in the option table.</param>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">What it does, in one sentence.</param>
/// <param name="Explanation">What else a user should know before running it.</param>
/// <param name="Purpose">Purpose of its runs.</param>
/// <param name="Examples">Example command lines, each with a title.</param>
internal sealed record HookVerb(Verbs Verb, string Name, string Summary, string Explanation, Purpose Purpose, IReadOnlyList<HelpRow> Examples)
{
    /// <summary>Whether it writes to clusters, and therefore asks first.</summary>
    public bool Writes => Purpose.Writes();

    public static HookVerb Diagnose { get; } = new(
        Verbs.Diagnose,
        "diagnose",
        "Shows why pods are stuck and what heal would do. Writes nothing.",
        "Explains the verdict in three sentences, with the oc command that shows the same evidence. Exit code 3 means that heal has something to do.",
        Purpose.Diagnose,
        [
            new("The cluster of the current kubeconfig", "diagnose"),
            new("A student's cluster, found in AgnosticD's output folder", "diagnose --student student1"),
            new("A report to paste into a ticket", "diagnose --kubeconfig sno.kubeconfig --output markdown"),
        ]);

    public static HookVerb Heal { get; } = new(
        Verbs.Heal,
        "heal",
        "Copies and links the pull secret where it is needed, and waits until pods run and catalogs answer.",
        "Shows the plan and asks before it writes. Restarts the pods that are stuck without the pull secret, and changes nothing else. It can be run again at any time: what works is left unchanged.",
        Purpose.Heal,
        [
            new("One cluster: shows the plan, asks, heals", "heal --kubeconfig sno.kubeconfig"),
            new("What would it do? Nothing is written", "heal --student student1 --dry-run"),
            new("A whole class, without questions", "heal --kubeconfig '~/agnosticd-output/*/*_kubeconfig' --yes"),
            new("Every namespace, not only the usual three", "heal --targets '*'"),
        ]);

    public static HookVerb Verify { get; } = new(
        Verbs.Verify,
        "verify",
        "Waits until pods run and catalogs answer, and reports whether they do. Writes nothing.",
        "Use it after heal, or after the Ansible task. With --wait no it reports at once.",
        Purpose.Verify,
        [
            new("Did it work?", "verify --student student1"),
            new("A whole class, at once", "verify --kubeconfig ~/agnosticd-output --wait no"),
        ]);

    public static HookVerb Remove { get; } = new(
        Verbs.Remove,
        "remove",
        "Removes what heal added: first the links, then the copies that this tool made.",
        "Shows the plan and asks before it writes. Secrets that heal did not create stay. Links of catalogs that serve stay too, since OLM would replace their pods; --replace-ready-pods removes them. Other running pods keep running; new ones pull with the node's credentials again.",
        Purpose.Remove,
        [new("What would it remove?", "remove --student student1 --dry-run"), new("Remove it", "remove --student student1")]);

    /// <summary>All commands that work on clusters, in the order of help.</summary>
    public static IReadOnlyList<HookVerb> All { get; } = [Diagnose, Heal, Verify, Remove];

    /// <summary>The module's options that this command accepts.</summary>
    public IEnumerable<OptionSpec> Options => OptionTable.All.Where(spec => spec.Verbs.HasFlag(Verb));
}

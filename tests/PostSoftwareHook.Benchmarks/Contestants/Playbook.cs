using System.Globalization;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Benchmarks.Contestants;

/// <summary>
/// A playbook. Ansible starts every command on the host through the shell that its setting <c>executable</c> names. Here that is
/// shell.sh, which records the CPU time of each command; those of modules are added up.
/// </summary>
internal sealed partial class Playbook : IContestant
{
    private readonly TempFolder _home;
    private readonly string _file;
    private readonly Regex _module;

    private Playbook(TempFolder home, string name, string file, Regex module)
    {
        _home = home;
        _file = file;
        _module = module;
        Name = name;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The product: playbooks/fix_pull_secret.yml.</summary>
    public static Playbook OfTheHook(TempFolder home) =>
        new(home, "hook playbook", Repository.PathTo("playbooks/fix_pull_secret.yml"), TheHook());

    /// <summary>A playbook with one task of the module, without the role's checks and report.</summary>
    public static Playbook OfOneTask(TempFolder home) =>
        new(home, "hook task", Repository.Beside("Contestants/hook_task.yml"), TheHook());

    /// <summary>The same job in tasks of kubernetes.core.</summary>
    public static Playbook OfKubernetesCore(TempFolder home) =>
        new(home, "kubernetes.core", Repository.Beside("Contestants/kubernetes_core.yml"), KubernetesCore());

    /// <summary>One task that does nothing: Ansible's own cost.</summary>
    public static Playbook OfNothing(TempFolder home) =>
        new(home, "empty playbook", Repository.Beside("Contestants/nothing.yml"), Ping());

    /// <inheritdoc/>
    public async Task<ContestRun> RunAsync(string kubeconfig)
    {
        var commands = Directory.CreateDirectory(_home.PathTo("commands"));
        var temporary = Directory.CreateDirectory(_home.PathTo("tmp")).FullName;
        var playbook = new Command("ansible-playbook", [_file, "-e", $"kubeconfig={kubeconfig}"])
        {
            Environment = new Dictionary<string, string?>
            {
                ["HOME"] = _home.Path,
                ["TMPDIR"] = temporary,
                ["ANSIBLE_CONFIG"] = Repository.PathTo("ansible/ansible.cfg"),
                ["ANSIBLE_EXECUTABLE"] = Repository.Beside("Contestants/shell.sh"),
                ["ANSIBLE_LOCAL_TEMP"] = temporary,
                ["ANSIBLE_REMOTE_TEMP"] = temporary, // Ansible reads a host's home from the password file, not from HOME
                ["BENCHMARK_COMMANDS"] = commands.FullName,
            },
        };
        var run = (await Meter.RunAsync(playbook)).Successful();
        var modules = commands.EnumerateFiles().Select(file => File.ReadAllText(file.FullName)).Where(text => _module.IsMatch(text)).ToList();
        commands.Delete(recursive: true);
        BenchmarkException.Require(modules.Count > 0, $"No module of {_file} was seen:\n{run.Output}");
        return new(run, modules.Sum(CpuOf));
    }

    /// <summary>User and system time of the shell's children: the second line that the builtin <c>times</c> prints.</summary>
    private static double CpuOf(string text) => Time().Matches(text.Split('\n')[1])
        .Sum(time => (double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture) * 60) + double.Parse(time.Groups[2].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(\d+)m([\d.]+)s")]
    private static partial Regex Time();

    [GeneratedRegex(@"-c (?!chmod).*/AnsiballZ_pull_secret_propagation ")]
    private static partial Regex TheHook();

    [GeneratedRegex(@"-c (?!chmod).*/AnsiballZ_k8s(_info)?\.py ")]
    private static partial Regex KubernetesCore();

    [GeneratedRegex(@"-c (?!chmod).*/AnsiballZ_ping\.py ")]
    private static partial Regex Ping();
}

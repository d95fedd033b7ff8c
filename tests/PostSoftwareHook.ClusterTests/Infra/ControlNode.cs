using System.Diagnostics;

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>
/// Where Ansible is run from: its home, its temporary files and its configuration are its own, and whatever Ansible prints is
/// scanned for secrets.
/// </summary>
internal sealed class ControlNode : IDisposable
{
    private const string JsonCallback = "ansible.posix.json";

    private static readonly string Newer = Environment.GetEnvironmentVariable("ANSIBLE_2_19")
        ?? Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "post-software-hook/ansible-2.19");

    private readonly AnsibleCore _core;
    private readonly IReadOnlyList<Planted> _planted;
    private readonly Dictionary<string, string?> _environment;
    private readonly TempFolder _home = new();

    private ControlNode(AnsibleCore core, string? configuration, IReadOnlyList<Planted> planted)
    {
        _core = core;
        _planted = planted;
        _environment = new()
        {
            ["HOME"] = Home,
            ["TMPDIR"] = Directory.CreateDirectory(TemporaryFiles).FullName,
            ["ANSIBLE_REMOTE_TEMP"] = TemporaryFiles, // Ansible takes a host's home from the password file, not from HOME
            ["ANSIBLE_LOCAL_TEMP"] = TemporaryFiles,
            ["ANSIBLE_ASYNC_DIR"] = Path.Combine(Home, "async"),
            ["PYTHONPATH"] = core == AnsibleCore.Core219 ? Path.Combine(Newer, "usr/lib/python3/dist-packages") : null,
            ["ANSIBLE_CONFIG"] = configuration ?? Write("empty.cfg", ""),
        };
    }

    /// <summary>Where <c>~</c> is, and where commands are typed.</summary>
    public string Home => _home.Path;

    /// <summary>Where Ansible and the module may keep files while they run.</summary>
    public string TemporaryFiles => Path.Combine(Home, "tmp");

    /// <summary>Whoever works in the checkout: ansible/ansible.cfg shows the way to the module and the role.</summary>
    public static ControlNode InCheckout(AnsibleCore core, params IReadOnlyList<Planted> planted) =>
        new(core, Repository.PathTo("ansible/ansible.cfg"), planted);

    /// <summary>Whoever has installed the collection, knows nothing of the checkout and has no configuration.</summary>
    public static async Task<ControlNode> WithCollectionAsync(AnsibleCore core, params IReadOnlyList<Planted> planted)
    {
        var node = new ControlNode(core, null, planted);
        node.Set("ANSIBLE_COLLECTIONS_PATH", await InstalledCollection.PathAsync());
        return node;
    }

    /// <summary>Whoever has nothing but Ansible.</summary>
    public static ControlNode Bare(AnsibleCore core, params IReadOnlyList<Planted> planted) => new(core, null, planted);

    /// <summary>Sets an environment variable.</summary>
    public void Set(string name, string? value) => _environment[name] = value;

    /// <summary>Writes a file into <see cref="Home"/> and returns its path.</summary>
    public string Write(string name, string content) => _home.Write(name, content);

    /// <summary>Writes a script that can be run.</summary>
    public string WriteProgram(string name, string script)
    {
        var path = Write(name, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Runs ansible-playbook and keeps what a person sees.</summary>
    public Task<Ran> PlaybookAsync(params IEnumerable<string> arguments) => RunAsync("ansible-playbook", arguments);

    /// <summary>Runs ansible-playbook and keeps what each task returned.</summary>
    public async Task<AnsibleRun> PlaybookResultsAsync(params IEnumerable<string> arguments)
    {
        using var process = StartPlaybook(arguments);
        return await ResultsOfAsync(process);
    }

    /// <summary>Starts what <see cref="PlaybookResultsAsync"/> runs.</summary>
    public Process StartPlaybook(params IEnumerable<string> arguments) =>
        Start("ansible-playbook", arguments, new Dictionary<string, string?>(_environment) { ["ANSIBLE_STDOUT_CALLBACK"] = JsonCallback });

    /// <summary>Waits for its end and reads what each task returned.</summary>
    public async Task<AnsibleRun> ResultsOfAsync(Process process) => AnsibleRun.Parse(Scanned(await Ran.EndOfAsync(process)));

    /// <summary>Runs <c>ansible localhost -m MODULE -a ARGUMENTS</c> and reads the module's result.</summary>
    public async Task<HookResult> AdHocAsync(string module, string moduleArguments, params IEnumerable<string> more)
    {
        var environment = new Dictionary<string, string?>(_environment) { ["ANSIBLE_LOAD_CALLBACK_PLUGINS"] = "1", ["ANSIBLE_STDOUT_CALLBACK"] = JsonCallback };
        using var process = Start("ansible", ["localhost", "-m", module, "-a", moduleArguments, .. more], environment);
        return new((await ResultsOfAsync(process)).Task(module));
    }

    /// <summary>Runs any of Ansible's commands.</summary>
    public async Task<Ran> RunAsync(string command, params IEnumerable<string> arguments)
    {
        using var process = Start(command, arguments, _environment);
        return Scanned(await Ran.EndOfAsync(process));
    }

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    private Process Start(string command, IEnumerable<string> arguments, Dictionary<string, string?> environment) => _core == AnsibleCore.Core219
        ? Ran.Start("/usr/bin/python3", [Path.Combine(Newer, "usr/bin", command), .. arguments], environment, Home)
        : Ran.Start(Path.Combine("/usr/bin", command), arguments, environment, Home);

    private Ran Scanned(Ran ran)
    {
        foreach (var planted in _planted)
        {
            Leaks.MustNotBeIn(ran.All, planted);
        }

        return ran;
    }
}

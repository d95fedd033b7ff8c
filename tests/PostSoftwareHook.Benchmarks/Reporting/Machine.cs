using System.Globalization;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.Benchmarks.Reporting;

/// <summary>Describes the machine and the versions, without host names.</summary>
internal static partial class Machine
{
    public static async Task<string> DescribeAsync()
    {
        var kernel = Digits().Match(await File.ReadAllTextAsync("/proc/sys/kernel/osrelease")).Value;
        var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
        var controlPlane = await FirstLineAsync(new("bash", [Repository.Beside("control-plane.sh")]));
        var memory = double.Parse(Digits().Match((await File.ReadAllLinesAsync("/proc/meminfo"))[0]).Value, CultureInfo.InvariantCulture) / 1024 / 1024;
        return $"{Environment.ProcessorCount} cores, {memory.ToString("0", CultureInfo.InvariantCulture)} GB of memory, Linux {kernel}, load average {load} when it began; "
            + $"{await FirstLineAsync(Command.Hook("--version"))}, ansible-core {await VersionAsync("ansible", "--version")}, "
            + $"kubernetes.core {await VersionAsync("ansible-galaxy", "collection", "list", "kubernetes.core")}, kubectl {await VersionAsync("kubectl", "version", "--client")}, "
            + $"kube-apiserver {await VersionAsync(Path.Combine(controlPlane, "kube-apiserver"), "--version")}.";
    }

    private static async Task<string> VersionAsync(string file, params string[] arguments) =>
        Version().Match((await Meter.RunAsync(new(file, arguments))).Successful().Output).Value;

    private static async Task<string> FirstLineAsync(Command command) => (await Meter.RunAsync(command)).Successful().Output.Split('\n')[0].Trim();

    [GeneratedRegex(@"\d+\.\d+\.\d+(-\w+)?")]
    private static partial Regex Version();

    [GeneratedRegex(@"\d+(\.\d+)*")]
    private static partial Regex Digits();
}

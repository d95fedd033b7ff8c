using Microsoft.Extensions.Logging;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.Ansible;

/// <summary>The module's door: options in, one JSON object out.</summary>
internal static class AnsibleModule
{
    /// <summary>Runs the task and prints its result to stdout.</summary>
    /// <returns>0, or 1 where the task failed, as AnsibleModule exits.</returns>
    public static async Task<int> RunAsync(ModuleArguments arguments, CancellationToken stop)
    {
        var redactor = new Redactor();
        Report report;
        try
        {
            report = await RunAsync(arguments, redactor, stop).ConfigureAwait(false);
        }
        catch (HookException e)
        {
            report = new() { Failed = true, Msg = e.Message };
        }
#pragma warning disable CA1031 // the last resort: Ansible shows what is no JSON as a traceback
        catch (Exception e)
#pragma warning restore CA1031
        {
            report = new() { Failed = true, Msg = Product.Defect(e) };
        }

        await Console.Out.WriteLineAsync(ReportJson.Write(report, redactor.Clean)).ConfigureAwait(false);
        return report.Failed ? 1 : 0;
    }

    private static async Task<Report> RunAsync(ModuleArguments arguments, Redactor redactor, CancellationToken stop)
    {
        if (arguments.Problem is not null)
        {
            throw new HookException(arguments.Problem);
        }

        var values = OptionReader.Read(arguments.Given, OptionTable.All, ConnectionEnvironment.For(arguments.Given));
        var invocation = Invocation.Of(values, OptionTable.All);
        redactor.Add(OptionTable.All.Where(spec => spec.IsSecret).Select(spec => (string?)values[spec.Name]).OfType<string>());
        var log = new StderrLogger(Level(arguments.Verbosity), redactor);

        var request = new RunRequest(OptionBinder.Connection(values), OptionBinder.Hub(values), OptionBinder.Settings(values), arguments.CheckMode, IsAlone: true, DetailFlag: "-vvv");

        var (report, plan, _) = await HookRun.ExecuteAsync(request, log, redactor, stop).ConfigureAwait(false);
        return report with
        {
            Invocation = invocation,
            Diff = arguments.Diff && plan is not null ? DiffText.Of(plan, Fingerprint.WithRandomKey()) : null,
        };
    }

    private static LogLevel Level(int verbosity) => verbosity switch
    {
        >= 4 => LogLevel.Debug,
        3 => LogLevel.Information,
        _ => LogLevel.Warning,
    };
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.Ansible;

/// <summary>Runs an Ansible task: reads the options, prints the result as one JSON object.</summary>
internal static class AnsibleModule
{
    /// <returns>The exit code that Ansible's own AnsibleModule uses: 0, or 1 if the task failed.</returns>
    public static async Task<int> RunAsync(ModuleArguments arguments, CancellationToken stop)
    {
        var redactor = new Redactor();
        var purpose = arguments.CheckMode ? Purpose.Diagnose : Purpose.Heal;
        RunOutcome outcome;
        JsonObject? invocation = null;
        try
        {
            if (arguments.Problem is not null)
            {
                throw new HookException(arguments.Problem);
            }

            var values = OptionReader.Read(arguments.Given, OptionTable.All, ConnectionEnvironment.For(arguments.Given));
            var understood = Invocation.Of(values, OptionTable.All);
            redactor.Add(OptionTable.All.Where(spec => spec.IsSecret).Select(spec => (string?)values[spec.Name]).OfType<string>());
            var log = new StderrLogger(Level(arguments.Verbosity), redactor);
            purpose = OptionBinder.Purpose(values, arguments.CheckMode);
            var request = new RunRequest(OptionBinder.Connection(values), OptionBinder.Hub(values), OptionBinder.Settings(values), purpose, DetailFlag: "-vvv", IsAlone: true);
            outcome = await HookRun.ExecuteAsync(request, log, redactor, stop).ConfigureAwait(false);
            invocation = understood;
        }
        catch (HookException e)
        {
            outcome = new(RunResult.Broken(purpose, e.Message), null);
        }
#pragma warning disable CA1031 // the last resort: Ansible shows output that is not JSON as a traceback
        catch (Exception e)
#pragma warning restore CA1031
        {
            outcome = new(RunResult.Defective(purpose, Product.Defect(e)), null);
        }

        var diff = arguments.Diff && outcome.Plan is { } plan ? DiffText.Of(plan, Fingerprint.WithRandomKey()) : null;
        await Console.Out.WriteLineAsync(ReportJson.Write(ReportJson.Of(outcome.Result, redactor.Clean, invocation, diff))).ConfigureAwait(false);
        return outcome.Result.Failed ? 1 : 0;
    }

    private static LogLevel Level(int verbosity) => verbosity switch
    {
        >= 4 => LogLevel.Debug,
        3 => LogLevel.Information,
        _ => LogLevel.Warning,
    };
}

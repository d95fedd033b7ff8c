using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Run;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>An error that nobody thought of is told in one sentence, and is no error of the command line.</summary>
public class EndingWithADefect
{
    /// <summary>What no door ever makes: it has no settings.</summary>
    private static readonly RunRequest Impossible = new(new() { Host = "https://127.0.0.1:1" }, null, null!, Purpose.Diagnose);

    [Theory]
    [InlineData("-vvv", ", with the output of -vvv.")]
    [InlineData("-v", ", with the output of -v.")]
    [InlineData(null, ".")]
    public async Task The_sentence_names_the_flag_that_its_reader_has(string? flag, string end)
    {
        var outcome = await HookRun.ExecuteAsync(Impossible with { DetailFlag = flag }, NullLogger.Instance, new(), CancellationToken.None);

        Assert.True(outcome.Result.IsInternalError);
        Assert.StartsWith($"A defect in post-software-hook {Product.Version} ended this run: NullReferenceException: ", outcome.Result.Problem, StringComparison.Ordinal);
        Assert.EndsWith($" Please report it{end}", outcome.Result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_one_cluster_of_many_it_is_the_commands_exit_code()
    {
        var redactor = new Redactor();
        var watch = new PlainWatch(TextWriter.Null, redactor, TimeProvider.System);
        var job = new ClusterJob(new ChosenCluster("student1"), Impossible with { DetailFlag = "-v" }, new JsonObject());

        var results = await new Fleet(HookVerb.Diagnose, [job], 1, LogLevel.Warning, redactor, watch).RunAsync(isPreview: true, CancellationToken.None);

        Assert.EndsWith("Please report it, with the output of -v.", Assert.Single(results).Run.Problem, StringComparison.Ordinal);
        Assert.Equal(70, ExitCode.Of([.. results, Shown.Result(RunResult.Broken(Purpose.Heal, ""))], isStopped: false));
        Assert.Equal(130, ExitCode.Of(results, isStopped: true));
    }
}

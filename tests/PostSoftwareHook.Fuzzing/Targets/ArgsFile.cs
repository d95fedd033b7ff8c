using System.Text.Json.Nodes;
using PostSoftwareHook.Ansible;
using PostSoftwareHook.Options;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>The file of options that Ansible passes.</summary>
internal sealed class ArgsFile : ITarget
{
    private readonly TempFolder _folder = new();

    /// <inheritdoc/>
    public string Name => "args";

    /// <inheritdoc/>
    public void Run(byte[] input)
    {
        var file = _folder.PathTo("args");
        File.WriteAllBytes(file, input);
        if (ModuleArguments.FromAnsible([file]) is not { } arguments)
        {
            return;
        }

        if (arguments.Problem is { } problem)
        {
            Expect.Sentence(problem);
            return;
        }

        Expect.SentenceOrResult(() =>
        {
            var values = OptionReader.Read(arguments.Given, OptionTable.All, ConnectionEnvironment.For(arguments.Given));
            var settings = OptionBinder.Settings(values);
            _ = (OptionBinder.Connection(values), OptionBinder.Hub(values), arguments.CheckMode, arguments.Diff, arguments.Verbosity);
            MustBeBounded(settings);
            MustNotTell(Invocation.Of(values, OptionTable.All), values);
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static void MustBeBounded(Settings settings)
    {
        if (settings.WaitTimeout < TimeSpan.Zero || settings.WaitForNamespaces < TimeSpan.Zero)
        {
            throw new Finding("A negative time was accepted.");
        }
    }

    private static void MustNotTell(JsonObject invocation, JsonObject values)
    {
        _ = JsonNode.Parse(invocation.ToJsonString());
        foreach (var spec in OptionTable.All.Where(spec => spec.IsSecret && values[spec.Name] is not null))
        {
            if (JsonNode.DeepEquals(values[spec.Name], invocation["module_args"]![spec.Name]))
            {
                throw new Finding($"The secret option {spec.Name} would be printed.");
            }
        }
    }
}

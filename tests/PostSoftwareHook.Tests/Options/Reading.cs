using System.Text.Json.Nodes;
using CsCheck;
using PostSoftwareHook.Options;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Options;

/// <summary>Options read as they are given.</summary>
internal static class Reading
{
    public static JsonObject Read(JsonObject given, params IReadOnlyList<(string Name, string Value)> environment) =>
        OptionReader.Read(given, OptionTable.All, name => environment.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault());

    public static JsonNode? Read(string option, string json) => Read(new() { [option] = JsonNode.Parse(json) })[option];

    public static void AssertRefused(string option, string json, string message)
    {
        var e = Assert.Throws<HookException>(() => Read(option, json));
        Assert.Equal(message, InTask.Message(e));
        Assert.DoesNotContain("planted-s3cret", e.ToString(), StringComparison.Ordinal);
    }
}

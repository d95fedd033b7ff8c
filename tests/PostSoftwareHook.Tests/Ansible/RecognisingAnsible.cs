using System.Text.Json.Nodes;
using PostSoftwareHook.Ansible;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.Tests.Ansible;

public sealed class RecognisingAnsible : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_with_the_marks_of_Ansible_opens_the_modules_door()
    {
        var arguments = Read("""{"kubeconfig": "/k", "_ansible_check_mode": true, "_ansible_diff": true, "_ansible_verbosity": 3}""")!;

        Assert.Equal((true, true, 3), (arguments.CheckMode, arguments.Diff, arguments.Verbosity));
        Assert.Equal("/k", (string)arguments.Given["kubeconfig"]!);
    }

    [Fact]
    public void What_Ansible_does_not_say_is_off()
    {
        var arguments = Read("""{"_ansible_version": "2.19.11"}""")!;

        Assert.Equal((false, false, 0), (arguments.CheckMode, arguments.Diff, arguments.Verbosity));
    }

    [Fact]
    public void Marks_of_another_type_are_off_and_no_crash()
    {
        var arguments = Read("""{"_ansible_check_mode": "maybe", "_ansible_diff": {}, "_ansible_verbosity": "much"}""")!;

        Assert.Equal((false, false, 0), (arguments.CheckMode, arguments.Diff, arguments.Verbosity));
    }

    [Theory]
    [InlineData("{\"kubeconfig\": \"/k\"}")]
    [InlineData("[\"_ansible_check_mode\"]")]
    [InlineData("\"_ansible_check_mode\"")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("apiVersion: v1")]
    public void Another_file_is_a_persons(string content) => Assert.Null(Read(content));

    [Theory]
    [InlineData("{\"_ansible_check_mode\": tru")]
    [InlineData("{\"_ansible_diff\": true, \"_ansible_diff\": false}")]
    [InlineData("{\"api_key\": \"planted-s3cret\", \"_ansible_diff\": planted-s3cret}")]
    public void A_damaged_file_of_Ansibles_opens_the_modules_door_and_is_refused_there(string content) => Refused(content);

    [Fact]
    public void A_file_of_Ansibles_that_is_nested_too_deep_is_refused() =>
        Refused("{\"_ansible_diff\": true, \"targets\": " + new string('[', 100_000) + new string(']', 100_000) + "}");

    private void Refused(string content)
    {
        var problem = Read(content)!.Problem;

        Assert.Matches("^The module's arguments in .* can't be parsed: ", problem);
        Assert.DoesNotContain("planted-s3cret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_but_one_path_of_a_file_is_a_persons()
    {
        var path = _folder.Write("args", """{"_ansible_diff": true}""");

        Assert.NotNull(ModuleArguments.FromAnsible([path]));
        Assert.Null(ModuleArguments.FromAnsible([]));
        Assert.Null(ModuleArguments.FromAnsible(["heal"]));
        Assert.Null(ModuleArguments.FromAnsible([path, "heal"]));
        Assert.Null(ModuleArguments.FromAnsible([_folder.Path]));
        Assert.Null(ModuleArguments.FromAnsible([Path.Combine(_folder.Path, "missing")]));
    }

    [Fact]
    public void The_invocation_names_every_option_and_hides_secrets()
    {
        var values = OptionReader.Read(
            new() { ["api_key"] = "planted-s3cret", ["password"] = "planted-s3cret", ["kubeconfig"] = new JsonObject { ["token"] = "planted-s3cret" }, ["verify_ssl"] = "no" },
            OptionTable.All, _ => null);

        var arguments = Invocation.Of(values, OptionTable.All)["module_args"]!.AsObject();

        Assert.Equal(OptionTable.All.Select(spec => spec.Name), arguments.Select(pair => pair.Key));
        Assert.DoesNotContain("planted-s3cret", arguments.ToJsonString(), StringComparison.Ordinal);
        Assert.All(["api_key", "password", "kubeconfig"], name => Assert.Equal("VALUE_SPECIFIED_IN_NO_LOG_PARAMETER", (string)arguments[name]!));
        Assert.False((bool)arguments["validate_certs"]!);
        Assert.Null(arguments["context"]);
    }

    [Fact]
    public void The_invocation_of_a_secret_that_is_not_given_is_null() =>
        Assert.Null(Invocation.Of(OptionReader.Read([], OptionTable.All, _ => null), OptionTable.All)["module_args"]!["api_key"]);

    [Theory]
    [InlineData("http://proxy.example.com:3128", "http://proxy.example.com:3128")]
    [InlineData("http://bob:planted-s3cret@proxy.example.com:3128", "http://***@proxy.example.com:3128")]
    [InlineData("http://bob@proxy.example.com:3128", "http://***@proxy.example.com:3128")]
    [InlineData("http://bob:planted@s3cret@proxy.example.com:3128", "http://***@proxy.example.com:3128")]
    [InlineData("bob:planted-s3cret@proxy.example.com:3128", "***@proxy.example.com:3128")]
    public void The_proxys_user_is_not_in_the_invocation(string proxy, string shown) =>
        Assert.Equal(shown, (string)Invocation.Of(OptionReader.Read(new() { ["proxy"] = proxy }, OptionTable.All, _ => null), OptionTable.All)["module_args"]!["proxy"]!);

    [Fact]
    public void The_invocation_is_a_copy()
    {
        var values = OptionReader.Read([], OptionTable.All, _ => null);

        Invocation.Of(values, OptionTable.All)["module_args"]!["registries"]!.AsArray().Clear();

        Assert.Single(values["registries"]!.AsArray());
    }

    private ModuleArguments? Read(string content) => ModuleArguments.FromAnsible([_folder.Write("args", content)]);
}

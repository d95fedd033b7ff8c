using PostSoftwareHook.CommandLine;
using PostSoftwareHook.CommandLine.Output;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>The next command is the one that was typed, with another name.</summary>
public class TellingWhatToTypeNext
{
    [Theory]
    [InlineData("diagnose --kubeconfig a", "post-software-hook heal --kubeconfig a")]
    [InlineData("heal --dry-run --kubeconfig a -o json -v --no-color", "post-software-hook heal --kubeconfig a")]
    [InlineData("diagnose --output=yaml --student student1", "post-software-hook heal --student student1")]
    [InlineData("verify --wait no --kubeconfig a --kubeconfig b", "post-software-hook heal --kubeconfig a --kubeconfig b")]
    [InlineData("diagnose --targets * --secret-name it's", "post-software-hook heal --targets '*' --secret-name 'it'\\''s'")]
    public void It_keeps_what_was_typed_but_for_printing_and_asking(string typed, string next) =>
        Assert.Equal(next, NextCommand.Of(HookVerb.Heal, typed.Split(' '), only: null));

    [Theory]
    [InlineData("diagnose --host https://a --api-key planted-s3cret")]
    [InlineData("diagnose --host https://a --password=planted-s3cret")]
    public void It_names_no_secret(string typed) =>
        Assert.DoesNotContain("planted-s3cret", NextCommand.Of(HookVerb.Heal, typed.Split(' '), only: null), StringComparison.Ordinal);

    [Fact]
    public void For_one_cluster_of_many_it_names_that_one() => Assert.Equal(
        "post-software-hook heal --kubeconfig /out/s1 --context admin --targets x",
        NextCommand.Of(HookVerb.Heal, ["heal", "--kubeconfig", "/out", "--parallel", "4", "--targets", "x", "--yes"], new("s1", "/out/s1", "admin")));

    [Fact]
    public void Options_are_named_as_they_are_typed_and_other_words_stay() => Assert.Equal(
        "Set --force, or give another --secret-name; api_key in the registry's words stays.",
        OptionNames.InMessage($"Set {OptionReference.To("force")}, or give another {OptionReference.To("secret_name")}; api_key in the registry's words stays."));
}

using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests;

public class BlottingOutSecrets
{
    [Fact]
    public void A_known_secret_is_blotted_out_wherever_it_stands() =>
        Assert.Equal("a ********, b********b", With("planted-s3cret").Clean("a planted-s3cret, bplanted-s3cretb"));

    [Fact]
    public void Text_without_secrets_stays()
    {
        Assert.Equal("nothing here", With("planted-s3cret").Clean("nothing here"));
        Assert.Equal("nothing here", new Redactor().Clean("nothing here"));
    }

    [Fact]
    public void Of_a_longer_secret_around_a_shorter_nothing_remains() => Assert.Equal("********", With("s3cret", "planted-s3cret-tail").Clean("planted-s3cret-tail"));

    [Fact]
    public void Later_secrets_join_the_earlier()
    {
        var redactor = With("first-s3cret");
        redactor.Add(["other-s3cret"]);

        Assert.Equal("******** ********", redactor.Clean("first-s3cret other-s3cret"));
    }

    [Fact]
    public void Too_short_a_secret_does_not_blot_out_innocent_words() => Assert.Equal("a banana", With("an", "").Clean("a banana"));

    [Fact]
    public void A_secret_is_found_as_it_stands_inside_JSON()
    {
        const string Secret = "pl\"ant\\ed\ts3cret";
        var json = ReportJson.Write(new() { Msg = Secret });

        Assert.DoesNotContain("s3cret", With(Secret).Clean(json), StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(With(Secret).Clean(json)));
    }

    [Fact]
    public void Every_form_of_a_registrys_credential_is_a_secret()
    {
        var redactor = new Redactor();
        redactor.Add(Make.Credentials(("quay.io", "planted-s3cret")));
        var login = Convert.ToBase64String(Encoding.UTF8.GetBytes("robot:planted-s3cret"));
        var password = Convert.ToBase64String(Encoding.UTF8.GetBytes("planted-s3cret"));

        Assert.Equal("******** ******** ********", redactor.Clean($"planted-s3cret {login} {password}"));
        Assert.Equal("robot", redactor.Clean("robot"));
    }

    [Fact]
    public void No_credentials_are_no_secrets()
    {
        var redactor = new Redactor();
        redactor.Add((RegistryCredentials?)null);

        Assert.Equal("robot", redactor.Clean("robot"));
    }

    [Fact]
    public void No_secret_survives_in_any_text_or_JSON() =>
        Gen.Select(Gen.String[Gen.Char[' ', '\u00ff'], 5, 20].Where(text => text.Any(c => c != '*')), Gen.String, Gen.String).Sample((secret, before, after) =>
        {
            var redactor = With(secret);
            return !redactor.Clean(before + secret + after).Contains(secret, StringComparison.Ordinal)
                && !((string)JsonNode.Parse(redactor.Clean(ReportJson.Write(new() { Msg = $"a {secret} b" })))!["msg"]!).Contains(secret, StringComparison.Ordinal);
        });

    private static Redactor With(params IReadOnlyList<string> secrets)
    {
        var redactor = new Redactor();
        redactor.Add(secrets);
        return redactor;
    }
}

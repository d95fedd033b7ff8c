using System.Text.Json.Nodes;
using System.Text;
using CsCheck;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Guards;

public class MaskingSecrets
{
    [Fact]
    public void A_known_secret_is_masked_wherever_it_stands() =>
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
    public void Too_short_a_secret_does_not_mask_innocent_words() => Assert.Equal("a banana", With("an", "").Clean("a banana"));

    [Fact]
    public void A_secret_is_found_as_it_stands_inside_JSON()
    {
        const string Secret = "pl\"ant\\ed\ts3cret";
        var json = ReportJson.Write(new JsonObject { ["msg"] = Secret });

        Assert.DoesNotContain("s3cret", With(Secret).Clean(json), StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(With(Secret).Clean(json)));
    }

    [Theory]
    [InlineData("Authorization: Basic cm9ib3Q6cGxhbnRlZA== refused", "Authorization: Basic ******** refused")]
    [InlineData("sent bearer planted-s3cret", "sent bearer ********")]
    [InlineData("GET https://robot:planted-s3cret@quay.io/v2/", "GET https://********@quay.io/v2/")]
    [InlineData("proxy http://planted-token@proxy:3128", "proxy http://********@proxy:3128")]
    [InlineData("saw eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln, which", "saw ********, which")]
    [InlineData("a docker config eyJhdXRocyI6eyJxdWF5LmlvIjp7fX19", "a docker config ********")]
    [InlineData("token sha256~planted-s3cret_of-somebody", "token ********")]
    [InlineData("?client_secret=planted-s3cret&scope=x", "?client_secret=********&scope=x")]
    [InlineData("PASSWORD=planted-s3cret, user=robot", "PASSWORD=********, user=robot")]
    [InlineData("""{"auths":{"quay.io":{"username":"robot","password": "planted-s3cret"}}}""", """{"auths":{"quay.io":{"username":"robot","password": "********"}}}""")]
    [InlineData("""{\"access_token\":\"planted-s3cret\"}""", """{\"access_token\":\"********\"}""")]
    [InlineData("key -----BEGIN RSA PRIVATE KEY----- MIIE planted -----END RSA PRIVATE KEY----- end", "key ******** end")]
    [InlineData("key -----BEGIN PRIVATE KEY-----\nMIIEplanted", "key ********")]
    public void What_has_the_form_of_a_credential_is_masked_though_nobody_knew_it(string text, string clean) => Assert.Equal(clean, new Redactor().Clean(text));

    [Theory]
    [InlineData("failed to fetch oauth token: unexpected status from GET request to https://sso.redhat.com/auth/realms/rhcc/protocol/auth?service=x: 401 Unauthorized")]
    [InlineData("initializing source docker://registry.redhat.io/x@sha256:0123: unable to retrieve auth token: invalid username/password: unauthorized")]
    [InlineData("Www-Authenticate: Bearer realm=\"https://registry.redhat.io/auth\",service=\"docker-registry\"")]
    [InlineData("Bearer resource_metadata=\"https://a\"")]
    [InlineData("no basic auth credentials; basic authentication, Basic Kubernetes; a bearer certificate")]
    [InlineData("secret \"pull-secret\" not found; the secret: pull-secret")]
    [InlineData("git@github.com:a/b and mailto robot@example.com")]
    [InlineData("""{"secret":{"name":"pull-secret","action":"created"},"token":null}""")]
    public void Innocent_words_stay(string text) => Assert.Equal(text, new Redactor().Clean(text));

    [Fact]
    public void A_private_key_is_found_on_one_line_and_cut()
    {
        const string Key = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEplanted1\nMHcCAQEEplanted2\n-----END EC PRIVATE KEY-----\n";

        Assert.Equal("a ********, b", With(Key).Clean($"a {Printable.OneLine(Key)}, b"));
        Assert.Equal("a ********", With(Key).Clean($"a {Key[..40]}"));
    }

    [Theory]
    [InlineData("planted-s3cret")]
    [InlineData("a-planted-s3cret-that-is-longer-than-its-telling-beginning")]
    public void A_secret_that_was_cut_leaves_no_beginning(string secret)
    {
        var cut = Printable.Clean(new string('-', Printable.MaxLength - 7) + " " + secret);

        Assert.EndsWith(secret[..6] + Printable.Ellipsis, cut, StringComparison.Ordinal);
        Assert.EndsWith(" ********" + Printable.Ellipsis, With("other-s3cret", secret).Clean(cut), StringComparison.Ordinal);
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
                && !((string)JsonNode.Parse(redactor.Clean(Runs.Json(RunResult.Broken(Purpose.Heal, $"a {secret} b"))))!["msg"]!).Contains(secret, StringComparison.Ordinal);
        });

    private static Redactor With(params IReadOnlyList<string> secrets)
    {
        var redactor = new Redactor();
        redactor.Add(secrets);
        return redactor;
    }
}

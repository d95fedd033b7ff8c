using System.Text;
using CsCheck;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class ReadingDockerConfigs
{
    [Fact]
    public void An_auth_field_is_read_as_user_and_password()
    {
        var credentials = Read($$$$"""{"auths": {"quay.io": {"auth": "{{{{Base64("bob:s3cret")}}}}"}}}""").Credentials!;

        Assert.Equal(new Credential("bob", "s3cret"), credentials.Find("quay.io"));
    }

    [Fact]
    public void A_password_may_hold_colons()
    {
        var credentials = Read($$$$"""{"auths": {"quay.io": {"auth": "{{{{Base64("bob:s3:cr:et")}}}}"}}}""").Credentials!;

        Assert.Equal(new Credential("bob", "s3:cr:et"), credentials.Find("quay.io"));
    }

    [Fact]
    public void Username_and_password_stand_in_for_auth()
    {
        var credentials = Read("""{"auths": {"quay.io": {"username": "bob", "password": "s3cret", "email": "bob@example.com"}}}""").Credentials!;

        Assert.Equal(new Credential("bob", "s3cret"), credentials.Find("quay.io"));
    }

    [Fact]
    public void Auth_wins_over_username_and_password()
    {
        var credentials = Read($$$$"""{"auths": {"quay.io": {"auth": "{{{{Base64("bob:s3cret")}}}}", "username": "eve", "password": "other"}}}""").Credentials!;

        Assert.Equal(new Credential("bob", "s3cret"), credentials.Find("quay.io"));
    }

    [Theory]
    [InlineData("a:b")]
    [InlineData("a:bc")]
    [InlineData("a:bcd")]
    public void Base64_is_read_with_and_without_its_padding(string login)
    {
        var padded = Read($$$$"""{"auths": {"quay.io": {"auth": "{{{{Base64(login)}}}}"}}}""");
        var bare = Read($$$$"""{"auths": {"quay.io": {"auth": "{{{{Base64(login).TrimEnd('=')}}}}"}}}""");

        Assert.Equal(login[2..], padded.Credentials!.Find("quay.io")!.Password);
        Assert.Equal(login[2..], bare.Credentials!.Find("quay.io")!.Password);
    }

    [Fact]
    public void Base64_may_be_wrapped_as_the_base64_command_wraps_it()
    {
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes($"bob:{new string('x', 80)}"), Base64FormattingOptions.InsertLineBreaks);
        var json = new System.Text.Json.Nodes.JsonObject { ["auths"] = new System.Text.Json.Nodes.JsonObject { ["quay.io"] = new System.Text.Json.Nodes.JsonObject { ["auth"] = auth + "\n" } } };

        Assert.Equal(new string('x', 80), Read(json.ToJsonString()).Credentials!.Find("quay.io")!.Password);
    }

    [Fact]
    public void Path_scoped_keys_are_kept_apart()
    {
        var credentials = Read($$$$"""{"auths": {"quay.io": {"auth": "{{{{Base64("a:one")}}}}"}, "quay.io/org": {"auth": "{{{{Base64("a:two")}}}}"}}}""").Credentials!;

        Assert.Equal(["quay.io", "quay.io/org"], credentials.Keys);
        Assert.Equal("two", credentials.Find("quay.io/org")!.Password);
    }

    [Fact]
    public void Other_members_beside_auths_do_not_matter() =>
        Assert.Equal(["quay.io"], Read($$$$"""{"credHelpers": {}, "auths": {"quay.io": {"auth": "{{{{Base64("a:b")}}}}"}}, "HttpHeaders": {"x": "y"} }""").Credentials!.Keys);

    [Fact]
    public void An_object_without_entries_holds_no_credentials() => Assert.Empty(Read("""{"auths": {}}""").Credentials!.Keys);

    /// <summary>RHACM writes it where the hub has no pull secret (managedcluster-import-controller, pkg/bootstrap/imagepullsecret.go).</summary>
    [Theory]
    [InlineData("{}")]
    [InlineData("{\"auths\": {}}")]
    public void An_empty_object_has_no_entries(string content) => Assert.Empty(DockerConfig.Parse(Encoding.UTF8.GetBytes(content), Make.Everything).Credentials!.Keys);

    [Theory]
    [InlineData("", "is not JSON (line 1, byte 0)")]
    [InlineData("{\"auths\": {", "is not JSON (line 1, byte 11)")]
    [InlineData("{\n  \"auths\": oops\n}", "is not JSON (line 2, byte 11)")]
    [InlineData("{\"auths\": {}} {}", "is not JSON (line 1, byte 14)")]
    [InlineData("[]", "has no object \"auths\"")]
    [InlineData("\"auths\"", "has no object \"auths\"")]
    [InlineData("null", "has no object \"auths\"")]
    [InlineData("{\"auths\": null}", "has no object \"auths\"")]
    [InlineData("{\"auths\": []}", "has no object \"auths\"")]
    [InlineData("{\"auths\": {\"quay.io\": \"YTpi\"}}", "has an entry \"quay.io\" that is not an object")]
    [InlineData("{\"auths\": {\"quay.io\": {}}}", "has an entry \"quay.io\" without auth and without username and password")]
    [InlineData("{\"auths\": {\"quay.io\": {\"auth\": \"\"}}}", "has an entry \"quay.io\" without auth and without username and password")]
    [InlineData("{\"auths\": {\"quay.io\": {\"auth\": 5}}}", "has an entry \"quay.io\" without auth and without username and password")]
    [InlineData("{\"auths\": {\"quay.io\": {\"username\": \"bob\"}}}", "has an entry \"quay.io\" without auth and without username and password")]
    [InlineData("{\"auths\": {\"quay.io\": {\"auth\": \"not base64!\"}}}", "has an entry \"quay.io\" whose auth is not base64")]
    [InlineData("{\"auths\": {\"quay.io\": {\"auth\": \"Ym9i\"}}}", "has an entry \"quay.io\" whose auth is not user:password")]
    [InlineData("{\"auths\": {\"quay.io\": {\"auth\": \"Ym9iOg==\"}}}", "has an entry \"quay.io\" whose auth is not user:password")]
    [InlineData("{\"auths\": {\"quay.io\": {\"auth\": \"OmJvYg==\"}}}", "has an entry \"quay.io\" whose auth is not user:password")]
    [InlineData("{\"auths\": {\"quay.io\": {\"username\": \"a:b\", \"password\": \"c\"}}}", "has an entry \"quay.io\" whose username contains a colon")]
    [InlineData("{\"auths\": {\"quay.io\": {\"auth\": \"Ym9iOv/+\"}}}", "has an entry \"quay.io\" whose auth is not text in UTF-8")]
    public void What_is_wrong_is_said_in_words(string content, string problem)
    {
        var result = Read(content);

        Assert.Null(result.Credentials);
        Assert.Equal(problem, result.Problem);
    }

    [Fact]
    public void An_excluded_entry_may_be_malformed()
    {
        var content = $$$$"""{"auths": {"cloud.openshift.com": {"auth": "nonsense!"}, "quay.io": {"auth": "{{{{Base64("a:b")}}}}"}}}""";

        var result = DockerConfig.Parse(Encoding.UTF8.GetBytes(content), new Settings().Registries);

        Assert.Null(result.Problem);
        Assert.Equal(["quay.io"], result.Credentials!.Keys);
    }

    [Fact]
    public void One_malformed_entry_spoils_the_whole() =>
        Assert.Null(Read($$$$"""{"auths": {"quay.io": {"auth": "{{{{Base64("a:b")}}}}"}, "registry.redhat.io": {"auth": "nonsense!"}}}""").Credentials);

    [Fact]
    public void A_problem_quotes_no_value()
    {
        string[] spoilt =
        [
            """{"auths": {"quay.io": {"auth": "planted-s3cret!"}}}""",
            $$$$"""{"auths": {"quay.io": {"auth": "{{{{Base64("planted-s3cret")}}}}"}}}""",
            """{"auths": {"quay.io": {"password": "planted-s3cret"}}}""",
            """{"auths": {"quay.io": "planted-s3cret"}}""",
            """{"auths": {"quay.io": {"auth": "planted-s3cret}}}""",
            """{"auths": {}} planted-s3cret""",
        ];

        Assert.All(spoilt, content =>
        {
            var problem = Read(content).Problem;
            Assert.NotNull(problem);
            Assert.DoesNotContain("planted-s3cret", problem, StringComparison.Ordinal);
            Assert.DoesNotContain(Base64("planted-s3cret"), problem, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_key_is_printed_without_control_characters()
    {
        var result = RunResult.Broken(Purpose.Heal, Read("""{"auths": {"evil\u001b[31mkey": 1}}""").Problem!);

        Assert.Contains("has an entry \\\"evil [31mkey\\\" that is not an object", Runs.Json(result), StringComparison.Ordinal);
        Assert.Contains("has an entry \"evil [31mkey\" that is not an object", Shown.Text(result), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_longer_than_any_registrys_name_is_cut() =>
        Assert.Equal($"has an entry \"{new string('k', 300)}…\" that is not an object", Read($$$"""{"auths": {"{{{new string('k', 5000)}}}": 1}}""").Problem);

    [Theory]
    [InlineData("{\"auths\": {\"\\ud800\": {\"auth\": \"YTpi\"}}}")]
    [InlineData("{\"auths\": {\"quay.io\": {\"auth\": \"\\ud800\"}}}")]
    [InlineData("{\"auths\": {\"quay.io\": {\"username\": \"\\udc00\", \"password\": \"b\"}}}")]
    public void Half_a_surrogate_pair_is_a_problem_and_no_crash(string content) => Assert.NotNull(Read(content).Problem);

    [Fact]
    public void Any_bytes_at_all_are_either_credentials_or_a_problem() =>
        Gen.OneOf(Gen.Byte.Array, JsonLike).Sample(content =>
        {
            var result = DockerConfig.Parse(content, Make.Everything);
            return result.Credentials is null != result.Problem is null;
        });

    [Fact]
    public void What_is_written_is_read_back_the_same() =>
        AnyCredentials.Sample(credentials => DockerConfig.Parse(DockerConfig.Write(credentials), Make.Everything).Credentials!.IsSameAs(credentials));

    [Fact]
    public void Equal_credentials_are_written_as_equal_bytes_whatever_their_order() =>
        AnyCredentials.Sample(credentials =>
            DockerConfig.Write(credentials).SequenceEqual(DockerConfig.Write(new(credentials.Entries.Reverse()))));

    [Fact]
    public void The_written_form_is_canonical() =>
        Assert.Equal(
            $$$$"""{"auths":{"quay.io":{"auth":"{{{{Base64("robot:two")}}}}"},"registry.redhat.io":{"auth":"{{{{Base64("robot:one")}}}}"}}}""",
            Encoding.UTF8.GetString(DockerConfig.Write(Make.Credentials(("registry.redhat.io", "one"), ("quay.io", "two")))));

    private static Gen<RegistryCredentials> AnyCredentials { get; } =
        Gen.Select(
            Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 8], Gen.String.Where(IsText)).Select((host, rest) => $"{host}{rest}"),
            Gen.String[Gen.Char.AlphaNumeric, 1, 12],
            Gen.String.Where(text => text.Length > 0 && IsText(text)))
        .Select((key, user, password) => KeyValuePair.Create(key, new Credential(user, password)))
        .Array[0, 6].Select(entries => new RegistryCredentials(entries));

    /// <summary>Docker configs with an entry that may be wrong in any way.</summary>
    private static Gen<byte[]> JsonLike { get; } =
        Gen.Select(
            Gen.OneOf("\"quay.io\"", "\"\\ud800\"", "\"\"", "\"a\\u0000b\"", "5"),
            Gen.OneOf("\"auth\"", "\"username\":\"bob\",\"password\"", "\"username\":\"\\udc00\",\"password\"", "\"\\ud800\""),
            Gen.OneOf("\"YTpi\"", "\"YTpi\\n\"", "\"=\"", "\"\\ud800\"", "null", "[]", "\"Ym9iOv/+\""),
            Gen.OneOf("", "}", ",", " "))
        .Select((key, name, value, rest) => Encoding.UTF8.GetBytes($"{{\"auths\":{{{key}:{{{name}:{value}}}}}}}{rest}"));

    private static bool IsText(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static DockerConfigResult Read(string content) => DockerConfig.Parse(Encoding.UTF8.GetBytes(content), Make.Everything);
}

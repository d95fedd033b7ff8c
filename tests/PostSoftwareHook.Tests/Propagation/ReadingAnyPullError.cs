using System.Diagnostics;
using CsCheck;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Tests.Propagation;

/// <summary>What holds for every message of a failed pull.</summary>
public class ReadingAnyPullError
{
    private const string Image = "registry.redhat.io/lab/app:1";

    /// <summary>Single errors of all kinds, as runtimes write them.</summary>
    private static readonly Gen<string> Errors = OneOf(
        "unable to retrieve auth token: invalid username/password: unauthorized: Please login to the Red Hat Registry, using [your] account",
        "reading manifest 1 in registry.redhat.io/lab/app: unauthorized: authentication required, visit https://aka.ms/acr/authorization for more information.",
        "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
        "reading manifest 1 in registry.redhat.io/lab/app: denied",
        "reading manifest 1 in registry.redhat.io/lab/app: denied: Quota has been exceeded on namespace",
        "Requesting bearer token: invalid status code from registry 403 (Forbidden)",
        "reading manifest 1 in registry.redhat.io/lab/app: StatusCode: 403, \"<!doctype html>, unauthorized: \\\"x\\\" [\"",
        "reading manifest 1 in registry.redhat.io/lab/app: manifest unknown",
        "registry.redhat.io/lab/app:1: not found",
        "Error fetching blob: invalid status code from registry 403 (Forbidden)",
        "pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": Proxy Authentication Required",
        "pinging container registry registry.redhat.io: Get \"https://registry.redhat.io/v2/\": dial tcp [2001:db8::1]:443: connect: connection refused",
        "toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit",
        "reading manifest 1 in bastion.example.com:5000/lab/app: unauthorized: authentication required",
        "(Mirrors also failed: [bastion.example.com:5000/lab/app:1: unauthorized: authentication required]\n[mirror.example.com/app:1: EOF]): registry.redhat.io/lab/app:1: EOF",
        "context deadline exceeded");

    private static readonly Gen<Func<string, string>> Wrappers = OneOf<Func<string, string>>(
        error => $"Failed to pull image \"{Image}\": {error}",
        error => $"Back-off pulling image \"{Image}\": ErrImagePull: {error}",
        error => $"rpc error: code = Unknown desc = {error}",
        error => $"Error response from daemon: {error}",
        error => $"Internal error occurred: {error}",
        error => $"unable to pull image or OCI artifact: pull image err: {error}; artifact err: {error}",
        error => $"unable to pull image or OCI artifact: pull image err: {error}; artifact err: create store err",
        error => $"[{error}]",
        error => $"[{error}, {error}]",
        error => $"[context deadline exceeded, {error}]");

    /// <summary>What stands around an error of the image's own registry.</summary>
    private static readonly Gen<Func<string, string>> InnerWrappers = OneOf<Func<string, string>>(
        error => error,
        error => $"initializing source docker://{Image}: {error}",
        error => $"failed to pull and unpack image \"{Image}\": {error}",
        error => $"(Mirrors also failed: [other.example.com/lab/app:1: pinging container registry other.example.com: EOF]): {Image}: {error}");

    /// <summary>Parts of messages, in any order.</summary>
    private static readonly Gen<string> Scraps = Gen.OneOf(
        OneOf("[", "]", "(", "): ", "]): ", "\"", "\\\"", ", ", ": ", "; artifact err: ", "(Mirrors also failed: ", "(Mirrors also failed: [a.b/c: ", "\n", "?", "https://a.b/v2/", "denied", "401", "Failed to pull image \""),
        Errors, Gen.String).Array[0, 12].Select(string.Concat);

    [Fact]
    public void Any_text_is_read() => Scraps.Sample(text =>
    {
        var error = PullErrorParser.Parse(text, Image);
        _ = (PullErrorParser.Parse(text, text), PullErrorParser.Shorten(text), PullErrorParser.WithoutImage(text, text));
        return (error.Endpoint is not null) == (error.Failure == PullFailure.MirrorRefused);
    });

    [Fact]
    public void A_text_that_was_cut_is_read() =>
        Gen.Select(Errors, Wrappers, Gen.Double[0, 1], (error, wrap, where) => (Text: wrap(error), where)).Sample(item =>
            PullErrorParser.Parse(item.Text[..(int)(item.Text.Length * item.where)], Image) is not null);

    [Theory]
    [InlineData("[")]
    [InlineData("[[]")]
    [InlineData("\"")]
    [InlineData("\"\\")]
    [InlineData("?")]
    [InlineData("://")]
    [InlineData(", [denied, ")]
    [InlineData("(Mirrors also failed: [a.b/c: ]): ")]
    [InlineData("; artifact err: [")]
    [InlineData("Error: ")]
    public void A_long_text_that_no_runtime_wrote_is_read_in_time(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 50_000));
        var clock = Stopwatch.StartNew();

        _ = (PullErrorParser.Parse(text, Image), PullErrorParser.Shorten(text));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void What_is_wrapped_around_an_error_does_not_change_its_cause() =>
        Gen.Select(Errors, InnerWrappers, Wrappers.Array[0, 3]).Sample((error, inner, wrappers) =>
            IsSame(error, wrappers.Aggregate(IsOfMirror(error) ? error : inner(error), (text, wrap) => wrap(text))));

    [Fact]
    public void The_same_error_twice_is_one_error() => Errors.Sample(error => IsSame(error, $"[{error}, {error}]"));

    [Fact]
    public void The_order_of_several_errors_does_not_matter() =>
        Errors.Array[2, 5].Sample(errors => IsSame($"[{string.Join(", ", errors)}]", $"[{string.Join(", ", errors.Reverse())}]"));

    [Fact]
    public void No_query_of_a_url_is_printed() =>
        Gen.Select(Scraps, OneOf("\"{0}\"", "{0}", "{0}: EOF", "({0})", "\\\"{0}\\\"", "\"{0}"), OneOf("sig=made'up", "X-Amz-Signature=ab&X-Amz-Credential=made-up", "akamai_signature=exp=1~hmac=made-up", "a=b(made-up),made-up:made-up"), OneOf("", ": EOF", " made"))
            .Sample((before, form, query, after) => !PullErrorParser.Shorten(before + ' ' + form.Replace("{0}", $"https://cdn.example.com/blob?{query}", StringComparison.Ordinal) + after)
                .Contains("made-up", StringComparison.Ordinal));

    private static bool IsOfMirror(string error) => error.Contains("bastion", StringComparison.Ordinal);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.OneOf([.. values.Select(Gen.Const)]);

    private static bool IsSame(string one, string other)
    {
        var (a, b) = (PullErrorParser.Parse(one, Image), PullErrorParser.Parse(other, Image));
        return (a.Failure, a.IsAnonymousRateLimit) == (b.Failure, b.IsAnonymousRateLimit) && a.Mirrors.ToHashSet().SetEquals(b.Mirrors);
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace PostSoftwareHook.ClusterTests.IncidentItself;

/// <summary>What can be wrong with the image API is wrong with it when a test says so, and right again after a reset.</summary>
public sealed class FaultsOfTheImageApi(IncidentFixture fixture) : IncidentTests(fixture)
{
    private static readonly string Index = Images.Catalog("redhat-operators");

    [Theory]
    [InlineData(ImageApiFault.Absent, HttpStatusCode.NotFound, "404 page not found")]
    [InlineData(ImageApiFault.Unavailable, HttpStatusCode.ServiceUnavailable, "service unavailable")]
    [InlineData(ImageApiFault.Forbidden, HttpStatusCode.Forbidden, "imagestreamimports.image.openshift.io is forbidden")]
    [InlineData(ImageApiFault.RegistryNotAllowed, HttpStatusCode.UnprocessableEntity, "not allowed by whitelist")]
    public async Task It_refuses(ImageApiFault fault, HttpStatusCode expected, string words)
    {
        await Incident.SetImageApiAsync(fault);
        var (code, text) = await ImageLookups.RefusalAsync(AskAsync());
        Assert.Equal(expected, code);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Empty(Incident.ImagesAsked);

        await Incident.ResetAsync();
        Assert.Equal("Success", (await AskAsync()).OnlyStatus().Text("status"));
    }

    [Fact]
    public async Task It_is_slow()
    {
        await Incident.SetImageApiAsync(ImageApiFault.Slow, TimeSpan.FromMilliseconds(400));
        var watch = Stopwatch.StartNew();
        Assert.Equal("Success", (await AskAsync()).OnlyStatus().Text("status"));
        Assert.InRange(watch.ElapsedMilliseconds, 400, 5000);
    }

    [Fact]
    public async Task It_hangs()
    {
        await Incident.SetImageApiAsync(ImageApiFault.Hangs);
        await Assert.ThrowsAsync<TimeoutException>(() => AskAsync().WaitAsync(TimeSpan.FromMilliseconds(400)));
    }

    [Fact]
    public async Task It_answers_with_another_kind()
    {
        await Incident.SetImageApiAsync(ImageApiFault.AnswersOtherKind);
        Assert.Equal("ImageStream", (await AskAsync()).Text("kind"));
    }

    [Fact]
    public async Task It_answers_without_images()
    {
        await Incident.SetImageApiAsync(ImageApiFault.AnswersWithoutImages);
        Assert.False((await AskAsync()).GetProperty("status").TryGetProperty("images", out _));
    }

    [Fact]
    public async Task It_answers_half()
    {
        await Incident.SetImageApiAsync(ImageApiFault.AnswersHalf);
        var failure = await Assert.ThrowsAnyAsync<Exception>(AskAsync);
        Assert.IsAssignableFrom<JsonException>(failure.InnerException ?? failure);
    }

    private Task<JsonElement> AskAsync() => Client.LookUpAsync(Names.ConfigNamespace, Index);
}

namespace PostSoftwareHook.ClusterTests.Infra;

/// <summary>Waits for what others do, up to a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks until the answer is yes.</summary>
    public static async Task IsTrueAsync(Func<Task<bool>> holds, string what)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < deadline, $"It never came true that {what}.");
            await Task.Delay(20);
        }
    }
}

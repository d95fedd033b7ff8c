namespace PostSoftwareHook.ClusterTests.Connecting;

/// <summary>A kubeconfig without a CA relies on the certificates that the machine trusts; one with a CA has no use for them.</summary>
public class CertificatesThatTheMachineTrusts(IncidentFixture fixture) : IncidentTests(fixture)
{
    // Nothing is written.
    protected override bool LeavesItUntouched => true;

    [Fact]
    public async Task Verify_a_cluster_whose_kubeconfig_has_no_ca()
    {
        var trusted = await DiagnoseAsync(KubeconfigWithoutCa(), ControlPlane.CaCertificatePath);
        var strange = await DiagnoseAsync(KubeconfigWithoutCa(), Path.Combine(Path.GetTempPath(), "no-such-file"));

        Assert.Equal(3, trusted.ExitCode);
        Assert.Equal(1, strange.ExitCode);
        Assert.Contains("is not trusted", strange.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_not_read_for_a_cluster_whose_kubeconfig_has_one()
    {
        Assert.True(await ReadsThemAsync(KubeconfigWithoutCa()));
        Assert.False(await ReadsThemAsync(ControlPlane.Kubeconfig));
    }

    private string KubeconfigWithoutCa() => ControlPlane.Kubeconfigs.Write(
        "no-ca", ControlPlane.Kubeconfigs.ContentFor(ControlPlaneUsers.Admin, ControlPlaneUsers.MastersGroup) with { CertificateAuthorityPem = null });

    /// <summary>By the time of the last access, which the kernel notes where it was before the last change.</summary>
    private async Task<bool> ReadsThemAsync(string kubeconfig)
    {
        var file = Path.Combine("/dev/shm", $"certificates-{Guid.NewGuid():N}");
        File.Copy(ControlPlane.CaCertificatePath, file);
        var longAgo = DateTime.UtcNow.AddDays(-2);
        File.SetLastAccessTimeUtc(file, longAgo);

        Assert.Equal(3, (await DiagnoseAsync(kubeconfig, file)).ExitCode);

        var accessed = File.GetLastAccessTimeUtc(file);
        File.Delete(file);
        return accessed > longAgo.AddDays(1);
    }

    private static Task<Ran> DiagnoseAsync(string kubeconfig, string certificates) => Ran.ToTheEndAsync(
        Repository.Executable,
        ["diagnose", "--kubeconfig", kubeconfig],
        new Dictionary<string, string?> { ["SSL_CERT_FILE"] = certificates, ["SSL_CERT_DIR"] = "/no-such-folder" });
}

using System.Diagnostics;

namespace PostSoftwareHook.ClusterTests.Connecting;

/// <summary>A kubeconfig without a CA relies on the certificates that the machine trusts; one with a CA has no use for them.</summary>
public class CertificatesThatTheMachineTrusts(IncidentFixture fixture) : IncidentTests(fixture)
{
    // Nothing is written.
    protected override bool LeavesItUntouched => true;

    [Fact]
    public async Task Verify_a_cluster_whose_kubeconfig_has_no_ca()
    {
        var content = ControlPlane.Kubeconfigs.ContentFor(ControlPlaneUsers.Admin, ControlPlaneUsers.MastersGroup) with { CertificateAuthorityPem = null };
        var kubeconfig = ControlPlane.Kubeconfigs.Write("no-ca", content);

        var trusted = await DiagnoseAsync(kubeconfig, ControlPlane.CaCertificatePath);
        var strange = await DiagnoseAsync(kubeconfig, Path.Combine(Path.GetTempPath(), "no-such-file"));

        Assert.Equal(3, trusted.ExitCode);
        Assert.Equal(1, strange.ExitCode);
        Assert.Contains("is not trusted", strange.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_not_read_for_a_cluster_whose_kubeconfig_has_one()
    {
        // Who opens a pipe that nobody writes to waits forever.
        var pipe = Path.Combine(Directory.CreateTempSubdirectory("pipe-").FullName, "certificates");
        await Process.Start("mkfifo", [pipe]).WaitForExitAsync();

        Assert.Equal(3, (await DiagnoseAsync(ControlPlane.Kubeconfig, pipe)).ExitCode);

        Directory.Delete(Path.GetDirectoryName(pipe)!, recursive: true);
    }

    private static Task<Ran> DiagnoseAsync(string kubeconfig, string certificates) => Ran.ToTheEndAsync(
        Repository.Executable,
        ["diagnose", "--kubeconfig", kubeconfig],
        new Dictionary<string, string?> { ["SSL_CERT_FILE"] = certificates, ["SSL_CERT_DIR"] = "/no-such-folder" });
}

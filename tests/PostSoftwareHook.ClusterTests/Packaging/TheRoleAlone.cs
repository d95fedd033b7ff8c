using System.Formats.Tar;
using System.IO.Compression;

namespace PostSoftwareHook.ClusterTests.Packaging;

/// <summary>The role's own tarball, unpacked into a folder of roles_path, as AgnosticD has them.</summary>
public class TheRoleAlone(IncidentFixture fixture) : IncidentTests(fixture)
{
    protected override bool LeavesItUntouched => true;

    [Theory, BothAnsibleCores]
    public async Task Is_all_that_a_play_needs(AnsibleCore core)
    {
        using var node = ControlNode.Bare(core, Incident.Planted);
        await using (var packed = File.OpenRead(InstalledCollection.RoleTarball))
        await using (var tar = new GZipStream(packed, CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(tar, Directory.CreateDirectory(Path.Combine(node.Home, "roles")).FullName, overwriteFiles: false);
        }

        node.Set("ANSIBLE_ROLES_PATH", Path.Combine(node.Home, "roles"));
        var playbook = node.Write("play.yml", $$"""
            - hosts: localhost
              connection: local
              gather_facts: false
              tasks:
                - ansible.builtin.include_role:
                    name: pull_secret_propagation
                  vars:
                    pull_secret_propagation_kubeconfig: {{ControlPlane.Kubeconfig}}
            """);

        var run = await node.PlaybookResultsAsync(playbook, "--check");

        Assert.True(run.Succeeded, run.Ran.All);
        Assert.Equal("healed", (string?)run.Outcome()["outcome"]);
        Assert.True(File.Exists(Path.Combine(node.Home, "roles/pull_secret_propagation/LICENSE")));
    }
}

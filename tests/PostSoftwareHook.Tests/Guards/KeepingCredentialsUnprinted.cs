using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text;
using CsCheck;
using PostSoftwareHook.Access;
using PostSoftwareHook.Ansible;
using PostSoftwareHook.Contract;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Run;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Guards;

/// <summary>Plants one password in whatever can hold one and looks for it in whatever can be printed.</summary>
public class KeepingCredentialsUnprinted
{
    private const string Planted = "planted-s3cret";

    private static readonly string[] Forms = [Planted, Convert.ToBase64String(Encoding.UTF8.GetBytes(Planted)), Convert.ToBase64String(Encoding.UTF8.GetBytes($"robot:{Planted}"))];

    [Fact]
    public void No_record_that_holds_a_credential_prints_it()
    {
        var credentials = Make.Credentials(("quay.io", Planted));
        var secret = Make.Copy(credentials: credentials);
        var desired = new DesiredSecret(credentials, Make.Origin, null, []);
        object[] all =
        [
            new Credential("robot", Planted), credentials, DockerConfigResult.Ok(credentials), secret, desired,
            new WriteSecret("a", "b", ItemAction.Updated, credentials, Make.Origin, secret), new DeleteSecret("a", "b", secret),
            Make.Namespace() with { Secret = secret }, Make.Cluster(Make.Namespace() with { Secret = secret }),
            new ClientConfig { Token = Planted, Password = Planted, ClientKeyPem = Planted, Proxy = $"http://robot:{Planted}@proxy" },
            new ConnectionOptions { ApiKey = Planted, Password = Planted, Kubeconfig = Planted, Proxy = $"http://robot:{Planted}@proxy" },
            new RunRequest(new() { ApiKey = Planted }, new() { Kubeconfig = Planted }, new(), Purpose.Heal),
            new ModuleArguments(new() { ["api_key"] = Planted }),
            new Fingerprint(Encoding.UTF8.GetBytes(Planted)),
            new HookException("message"),
        ];

        Assert.All(all, item => AssertSilent($"{item}"));
    }

    [Fact]
    public void No_type_shows_more_to_a_debugger_than_to_a_reader()
    {
        var shown = typeof(Credential).Assembly.GetTypes().Where(type => type.GetCustomAttribute<DebuggerDisplayAttribute>() is not null && type.Namespace?.StartsWith("PostSoftwareHook", StringComparison.Ordinal) == true);

        Assert.DoesNotContain(shown, type => !type.Name.Contains('<', StringComparison.Ordinal) && !type.Name.Contains("Anonymous", StringComparison.Ordinal));
    }

    [Fact]
    public void No_plan_diagnosis_report_or_diff_of_any_cluster_prints_a_credential() =>
        RandomClusters.Any.Sample((cluster, settings) =>
        {
            var round = Make.Round(cluster, settings);
            var plan = ResultBuilder.OfPlan(Purpose.Diagnose, round, null);
            var run = ResultBuilder.OfRun(Purpose.Heal, [Runs.Apply(round)], Recovery.Judge([round], round), null);
            IEnumerable<object> printed =
            [
                Runs.Json(plan, diff: DiffText.Of(round.Plan, Fingerprint.WithRandomKey())), Runs.Json(run), Shown.Text(plan), Shown.Text(run), plan, run, round, round.Plan, round.Diagnosis!, cluster,
                .. round.Plan.Changes, .. round.Plan.Targets, .. Everything(round.Plan), .. Everything(round.Diagnosis!),
            ];
            return printed.All(item => !$"{item}".Contains("password-of", StringComparison.Ordinal));
        }, iter: 500);

    [Fact]
    public void The_text_of_a_credential_says_nothing_of_it_at_all() =>
        Gen.Select(Gen.String, Gen.String).Sample((user, password) => new Credential(user, password).ToString() == "(credential)");

    /// <summary>All that can be reached from <paramref name="root"/> by the properties of this program's types.</summary>
    private static IEnumerable<object> Everything(object? root) => root switch
    {
        null or string or RegistryCredentials or Credential => [],
        IEnumerable items => items.Cast<object?>().SelectMany(Everything),
        _ when root.GetType().Namespace?.StartsWith("PostSoftwareHook", StringComparison.Ordinal) != true || root.GetType().IsEnum => [],
        _ => [root, .. root.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0).SelectMany(property => Everything(property.GetValue(root)))],
    };

    private static void AssertSilent(string text) => Assert.All(Forms, form => Assert.DoesNotContain(form, text, StringComparison.Ordinal));
}

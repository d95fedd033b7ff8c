using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using PostSoftwareHook.Guards;
using YamlDotNet.RepresentationModel;

namespace PostSoftwareHook.Access;

/// <summary>
/// Runs a kubeconfig's exec plugin (client.authentication.k8s.io) and reads the credential that it prints. KubernetesClient's own
/// runner joins the arguments with spaces, which breaks arguments that contain spaces.
/// </summary>
/// <param name="isAllowed">Value of the option <c>exec_plugins</c>.</param>
/// <param name="announce">Receives the plugin's command and the kubeconfig that names it, before it runs.</param>
internal sealed class ExecPlugin(bool isAllowed, Action<string, string> announce)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns <paramref name="access"/> with the credential that the plugin prints.</summary>
    public ClientConfig Run(YamlNode exec, string folder, ClientConfig access)
    {
        var command = exec.Text("command") ?? throw new HookException($"The exec plugin of {access.Origin} has no command.");
        if (!isAllowed)
        {
            throw new HookException($"{char.ToUpperInvariant(access.Origin[0])}{access.Origin[1..]} logs in with the exec plugin {Printable.Clean(command)}, which did not run because {OptionReference.To("exec_plugins")} is false. Allow it, or give a kubeconfig with a token or a client certificate.");
        }

        announce(Printable.Clean(command), access.Origin);
        var output = Start(exec, command, folder, access);
        try
        {
            var status = JsonText.Parse(output)?["status"];
            var token = (string?)status?["token"];
            var certificate = (string?)status?["clientCertificateData"];
            return token is null && certificate is null
                ? throw new HookException($"The exec plugin {Printable.Clean(command)} of {access.Origin} printed neither a token nor a client certificate.")
                : access with { Token = token, ClientCertPem = certificate, ClientKeyPem = (string?)status?["clientKeyData"] };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new HookException($"The exec plugin {Printable.Clean(command)} of {access.Origin} printed no ExecCredential.", e);
        }
    }

    private static string Start(YamlNode exec, string command, string folder, ClientConfig access)
    {
        var start = new ProcessStartInfo(Locate(command, folder) ?? throw CannotStart(command, access, "it is not in PATH"))
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in exec.Items("args").OfType<YamlScalarNode>())
        {
            start.ArgumentList.Add(argument.Value ?? "");
        }

        foreach (var variable in exec.Items("env"))
        {
            start.Environment[variable.Text("name") ?? ""] = variable.Text("value") ?? "";
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = new JsonObject
        {
            ["apiVersion"] = exec.Text("apiVersion"),
            ["kind"] = "ExecCredential",
            ["spec"] = new JsonObject { ["interactive"] = false },
        }.ToJsonString();

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new HookException($"The exec plugin {Printable.Clean(command)} of {access.Origin} did not answer within {Patience.TotalSeconds:0} s. Log in with it by hand first.");
            }

            // A child of the plugin that is still running may hold the output open.
            if (!output.Wait(TimeSpan.FromSeconds(10)))
            {
                throw new HookException($"The exec plugin {Printable.Clean(command)} of {access.Origin} ended, but its output stays open. Run it by hand to see why.");
            }

            return process.ExitCode == 0
                ? output.Result
                : throw new HookException($"The exec plugin {Printable.Clean(command)} of {access.Origin} ended with exit code {process.ExitCode}. Run it by hand to see why.");
        }
        catch (Win32Exception e)
        {
            throw CannotStart(command, access, Printable.Clean(e.Message), e);
        }
    }

    /// <summary>
    /// Resolves the command as client-go does: with a slash it is relative to the kubeconfig's folder, without one it is looked up in
    /// PATH only. <see cref="Process"/> itself would also look in the working directory.
    /// </summary>
    private static string? Locate(string command, string folder) => command.Contains('/', StringComparison.Ordinal)
        ? Path.Combine(folder, command)
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(path => Path.Combine(path, command)).FirstOrDefault(File.Exists);

    private static HookException CannotStart(string command, ClientConfig access, string why, Exception? cause = null) =>
        new($"The exec plugin {Printable.Clean(command)} of {access.Origin} can't be started: {why}. Install it, or use a kubeconfig with a token.", cause);
}

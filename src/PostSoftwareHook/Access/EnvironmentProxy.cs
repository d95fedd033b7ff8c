namespace PostSoftwareHook.Access;

/// <summary>
/// The proxy that the environment names for all programs. It is read here rather than by .NET, which knows no networks in NO_PROXY:
/// OpenShift's own list always holds some.
/// </summary>
internal static class EnvironmentProxy
{
    /// <summary><paramref name="access"/> with the environment's proxy, where none was named for this cluster.</summary>
    /// <param name="access">What options and kubeconfig come to.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    public static ClientConfig Added(ClientConfig access, Func<string, string?> environment)
    {
        var (upper, lower) = access.Server?.StartsWith("http://", StringComparison.OrdinalIgnoreCase) == true ? ("HTTP_PROXY", "http_proxy") : ("HTTPS_PROXY", "https_proxy");
        if (access.Proxy is not null || FirstSet(environment, upper, lower, "ALL_PROXY", "all_proxy") is not { } variable)
        {
            return access;
        }

        var proxy = environment(variable)!;
        return access with
        {
            Proxy = proxy.Contains("://", StringComparison.Ordinal) ? proxy : $"http://{proxy}",
            ProxyVariable = variable,
            NoProxy = access.NoProxy ?? (FirstSet(environment, "NO_PROXY", "no_proxy") is { } list ? environment(list) : null),
        };
    }

    private static string? FirstSet(Func<string, string?> environment, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (environment(name) is { Length: > 0 })
            {
                return name;
            }
        }

        return null;
    }
}

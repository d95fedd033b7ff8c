namespace PostSoftwareHook.Access;

/// <summary>Reads the proxy from the environment. .NET ignores networks in NO_PROXY, and OpenShift's own NO_PROXY always contains some.</summary>
internal static class EnvironmentProxy
{
    /// <summary>Adds the environment's proxy to <paramref name="access"/> if none was named for this cluster.</summary>
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

using System.Text.Json;

namespace PostSoftwareHook.Contract;

/// <summary>The names of a closed set's values in a result, as Ansible's users expect them.</summary>
internal static class SnakeCase
{
    /// <summary><c>link_missing</c> for <c>LinkMissing</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

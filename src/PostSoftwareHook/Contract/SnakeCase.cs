using System.Text.Json;

namespace PostSoftwareHook.Contract;

/// <summary>Converts enum values to snake_case, as is usual in Ansible results.</summary>
internal static class SnakeCase
{
    /// <summary><c>link_missing</c> for <c>LinkMissing</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

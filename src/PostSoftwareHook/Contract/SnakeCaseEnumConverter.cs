using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostSoftwareHook.Contract;

/// <summary>Writes an enum's names in snake_case, as Ansible's users expect of values.</summary>
internal sealed class SnakeCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower)
    where T : struct, Enum;

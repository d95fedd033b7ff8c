using System.Text.Json;

namespace PostSoftwareHook.Cluster;

/// <summary>Looks things up in JSON that may have any shape.</summary>
internal static class JsonElementExtensions
{
    /// <summary>What stands at <paramref name="path"/>, or null.</summary>
    /// <exception cref="JsonException">A name on the way can't be read: half a character.</exception>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        try
        {
            foreach (var name in path)
            {
                if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                {
                    return null;
                }
            }

            return element;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>The text at <paramref name="path"/>, or null.</summary>
    /// <exception cref="JsonException">It can't be read: bytes that are no UTF-8, or half a character.</exception>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        try
        {
            return element.At(path) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    /// <summary>The items at <paramref name="path"/>; none where that is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}

using System.Text.Json;

namespace PostSoftwareHook.Api;

/// <summary>Looks things up in JSON that may have any shape.</summary>
internal static class JsonElementExtensions
{
    /// <summary>What stands at <paramref name="path"/>, or null.</summary>
    /// <exception cref="JsonException">A name on the way can't be read: half a character.</exception>
    public static JsonElement? At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object
                || Readable((element, name), static at => at.element.TryGetProperty(at.name, out var value) ? value : (JsonElement?)null) is not { } found)
            {
                return null;
            }

            element = found;
        }

        return element;
    }

    /// <summary>The text at <paramref name="path"/>, or null.</summary>
    /// <exception cref="JsonException">It can't be read: bytes that are no UTF-8, or half a character.</exception>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } value ? Readable(value, static text => text.GetString()) : null;

    /// <summary>What the text at <paramref name="path"/> says in base64, or null.</summary>
    /// <exception cref="JsonException">It can't be read: half a character.</exception>
    public static byte[]? Base64(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } value
            ? Readable(value, static text => text.TryGetBytesFromBase64(out var content) ? content : null)
            : null;

    /// <summary>The items at <paramref name="path"/>; none where that is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>What <paramref name="read"/> gives; the parser looks at a text only now, and calls what it can't read an invalid operation.</summary>
    private static TResult Readable<TSource, TResult>(TSource source, Func<TSource, TResult> read)
    {
        try
        {
            return read(source);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}

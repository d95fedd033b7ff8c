using System.Text.Json;

namespace PostSoftwareHook.Api;

/// <summary>Reads values from JSON of unknown structure.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The value at <paramref name="path"/>, or null.</summary>
    /// <exception cref="JsonException">A property name contains an unpaired surrogate.</exception>
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

    /// <summary>The string at <paramref name="path"/>, or null.</summary>
    /// <exception cref="JsonException">The string is not valid UTF-8, or contains an unpaired surrogate.</exception>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } value ? Readable(value, static text => text.GetString()) : null;

    /// <summary>The bytes that the string at <paramref name="path"/> encodes in base64, or null.</summary>
    /// <exception cref="JsonException">The string contains an unpaired surrogate.</exception>
    public static byte[]? Base64(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } value
            ? Readable(value, static text => text.TryGetBytesFromBase64(out var content) ? content : null)
            : null;

    /// <summary>The items of the array at <paramref name="path"/>; empty if there is no array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>Calls <paramref name="read"/>. The parser validates strings only when they are read, and throws InvalidOperationException for invalid ones.</summary>
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

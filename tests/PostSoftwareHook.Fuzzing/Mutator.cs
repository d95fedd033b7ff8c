using System.Text;

namespace PostSoftwareHook.Fuzzing;

/// <summary>Changes an input at random: its bytes, and its JSON and YAML values.</summary>
internal sealed class Mutator(Random random)
{
    private const int MaxLength = 1 << 16;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1e999", "99999999999999999999", "0.1", "\"\"", "[]", "{}", "[null]", "{\"\":{}}", "\"a\":", ",", ":", "\n", "- ", "  ", "---\n", "&a ", "*a", "!!binary ", "|\n ", "#", "'",
            "\"\\u001b[2J\\u001b]0;x\\u0007\"", "\"\\u202e\"", "\"\\ud800\"", "\"\\u0000\"", "\u001b[31m", "\u009b", "\u202e", "\u2028", "\ufeff", "\\", "/", "../", "~", "*", "?", "@", "://", "=", "%00", "%s", "{0}",
            "name", "uid", "namespace", "items", "metadata", "spec", "status", "data", "type", "auths", "auth", "kind", "message", "reason", "waiting", "imagePullSecrets", "resourceVersion", "continue", "2026-01-01T00:00:00Z", "cm9ib3Q6cGFzcw==",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0],
    ];

    /// <summary>Returns a changed copy of <paramref name="input"/>, which may contain parts of <paramref name="other"/>.</summary>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        var bytes = input.ToList();
        for (var changes = 1 << random.Next(4); changes > 0; changes--)
        {
            Change(bytes, other);
        }

        return [.. bytes.Take(MaxLength)];
    }

    private void Change(List<byte> bytes, byte[] other)
    {
        var at = random.Next(bytes.Count + 1);
        var length = Math.Min(1 << random.Next(8), bytes.Count - at);
        switch (random.Next(9))
        {
            case 0:
                bytes.InsertRange(at, Word());
                break;
            case 1 when length > 0:
                bytes.RemoveRange(at, length);
                break;
            case 2 when length > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 3 when length > 0:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 4 when other.Length > 0:
                var from = random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(1 << random.Next(10), other.Length - from)).ToArray());
                break;
            case 5:
                bytes.InsertRange(at, Repeated());
                break;
            default:
                ReplaceValue(bytes, at);
                break;
        }
    }

    /// <summary>Replaces the next value of a mapping.</summary>
    private void ReplaceValue(List<byte> bytes, int at)
    {
        var colon = at < bytes.Count ? bytes.IndexOf((byte)':', at) : -1;
        if (colon < 0)
        {
            return;
        }

        var end = bytes.FindIndex(colon + 1, b => b is (byte)',' or (byte)'}' or (byte)']' or (byte)'\n');
        bytes.RemoveRange(colon + 1, (end < 0 ? bytes.Count : end) - colon - 1);
        bytes.InsertRange(colon + 1, [(byte)' ', .. random.Next(8) == 0 ? Repeated() : Word()]);
    }

    /// <summary>Many repetitions of one thing: deep nesting, closed or not, long names, long lists.</summary>
    private byte[] Repeated()
    {
        var (open, close) = random.Next(6) switch
        {
            0 => ("["u8.ToArray(), "]"u8.ToArray()),
            1 => ("{\"a\":"u8.ToArray(), "}"u8.ToArray()),
            2 => ("["u8.ToArray(), []),
            3 => ("{\"a\":"u8.ToArray(), []),
            4 => ("{},"u8.ToArray(), []),
            _ => (Word(), Array.Empty<byte>()),
        };
        var count = Math.Min(1 << random.Next(13), MaxLength / 2 / (open.Length + close.Length));
        return [.. Enumerable.Repeat(open, count).SelectMany(each => each), .. Enumerable.Repeat(close, count).SelectMany(each => each)];
    }

    private byte[] Word() => Words[random.Next(Words.Length)];
}

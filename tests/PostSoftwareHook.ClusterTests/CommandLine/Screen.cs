using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>
/// What a terminal shows after all that was written to it. It knows the few codes that the executable may use, and fails at any other.
/// </summary>
internal sealed partial class Screen
{
    private readonly List<StringBuilder> _lines = [new()];
    private int _row;
    private int _column;

    /// <summary>Shows <paramref name="written"/>.</summary>
    public Screen(string written)
    {
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != '\e')
            {
                Put(written[i]);
                continue;
            }

            var code = Code().Match(written, i);
            Assert.True(code.Success && code.Index == i, $"An unknown code was written: {written[i..Math.Min(written.Length, i + 10)].Replace('\e', '^')}");
            Obey(code.Groups["n"].Value, code.Groups["what"].Value);
            i += code.Length - 1;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _lines.Select(line => line.ToString().TrimEnd())).TrimEnd('\n') + "\n";

    private void Put(char c)
    {
        switch (c)
        {
            case '\n':
                _row++;
                _column = 0;
                if (_row == _lines.Count)
                {
                    _lines.Add(new());
                }

                break;
            case '\r':
                _column = 0;
                break;
            default:
                Assert.False(char.IsControl(c), $"A control character was written: {(int)c}");
                var line = _lines[_row];
                line.Append(' ', Math.Max(0, _column + 1 - line.Length))[_column++] = c;
                break;
        }
    }

    private void Obey(string number, string what)
    {
        switch (what)
        {
            case "A":
                _row = Math.Max(0, _row - int.Parse(number, CultureInfo.InvariantCulture));
                break;
            case "J":
                _lines.RemoveRange(_row + 1, _lines.Count - _row - 1);
                _lines[_row].Length = Math.Min(_lines[_row].Length, _column);
                break;
        }
    }

    /// <summary>Up, erase below; colours, the cursor's visibility and the keypad's mode, which change no text.</summary>
    [GeneratedRegex(@"\e(?:\[(?<n>\d*)(?<what>[AJ])|\[(?<n>[\d;]*)(?<what>m)|\[\?(?<n>25|1)(?<what>[hl])|(?<what>[=>]))")]
    private static partial Regex Code();
}

using CsCheck;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Tests.Guards;

public class CleaningText
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("plain text, Größe, 日本", "plain text, Größe, 日本")]
    [InlineData("two\nlines\r\n", "two lines")]
    [InlineData("\u001b[31mred\u001b[0m", "[31mred [0m")]
    [InlineData("a\u202eb", "a b")]
    [InlineData("a\u2028b\u2029c", "a b c")]
    [InlineData("a\u200bb\ufeffc", "a b c")]
    [InlineData("a\0b\tc\u007fd\u009be", "a b c d e")]
    public void Text_from_outside_is_one_plain_line(string? text, string expected) => Assert.Equal(expected, Printable.Clean(text));

    [Fact]
    public void Text_is_cut_where_it_is_too_long()
    {
        Assert.Equal(new string('x', 600), Printable.Clean(new string('x', 600)));
        Assert.Equal(new string('x', 600) + "…", Printable.Clean(new string('x', 601)));
    }

    [Fact]
    public void Whatever_comes_in_what_goes_out_is_short_plain_and_stays_as_it_is() =>
        Gen.String.Sample(text =>
        {
            var clean = Printable.Clean(text);
            return clean.Length <= Printable.MaxLength + 1 && !clean.Any(c => char.IsControl(c) || char.IsSurrogate(c)) && Printable.Clean(clean) == clean;
        });
}

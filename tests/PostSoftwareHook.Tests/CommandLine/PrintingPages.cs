using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.Guards;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>What comes from a cluster is printed, and does nothing.</summary>
public class PrintingPages
{
    private const string Evil = "evil\e[2J\e]0;title\a\r\n\u202eend\u009b31m";

    public static TheoryData<string> Forms => ["text", "ansi", "markdown"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_escape_code_or_control_character_of_a_clusters_reaches_the_terminal(string form)
    {
        var page = new Page(text => text);
        page.Heading(Evil);
        page.Item(Evil);
        page.Code(Evil);
        page.Header("A", "B");
        page.Row(Tone.Bad, Evil, Evil);

        var printed = Print(page, form).Replace("\e[0m", "", StringComparison.Ordinal).Replace("\e[1m", "", StringComparison.Ordinal).Replace("\e[1;31m", "", StringComparison.Ordinal);

        Assert.DoesNotContain(printed, c => c != '\n' && (char.IsControl(c) || c == '\u202e'));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_secret_is_masked_before_a_line_is_wrapped(string form)
    {
        var redactor = new Redactor();
        redactor.Add(["s3cret word"]);
        var page = new Page(redactor.Clean);
        page.Item($"{new string('x', 30)} {new string('y', 8)} s3cret word {new string('z', 30)}");
        page.Row(Tone.Plain, "s3cret word");

        Assert.DoesNotContain("s3cret", Print(page, form), StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_for_a_terminal_are_no_wider_than_it_but_for_what_is_to_be_typed()
    {
        var page = new Page(text => text);
        page.Item(string.Join(' ', Enumerable.Repeat("word", 60)));
        page.Code(string.Join(' ', Enumerable.Repeat("word", 20)));

        var lines = page.ToAnsi(50).TrimEnd('\n').Split('\n');

        Assert.All(lines[..^1], line => Assert.InRange(line.Length, 1, 49));
        Assert.Equal(99 + 4, lines[^1].Length);
        Assert.Equal(60 + 20, lines.Sum(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public void Plain_lines_are_as_long_as_they_are()
    {
        var page = new Page(text => text);
        page.Item(new string('x', 500));

        Assert.Equal(500 + 3, page.ToText().Length);
    }

    [Fact]
    public void Markdown_shows_what_it_would_take_for_markup()
    {
        var page = new Page(text => text);
        page.Item("<script> *a* _b_ | `c` [d](e)");

        Assert.Equal("- \\<script\\> \\*a\\* \\_b\\_ \\| \\`c\\` \\[d\\](e)\n", page.ToMarkdown());
    }

    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell()
    {
        var page = new Page(text => text);
        page.Header("A", "B", "C");
        page.Row(Tone.Plain, "wide one", "2", "3");

        Assert.Equal("  A         B  C\n  wide one  2  3\n", page.ToText());
    }

    private static string Print(Page page, string form) => form switch
    {
        "text" => page.ToText(),
        "ansi" => page.ToAnsi(60),
        _ => page.ToMarkdown(),
    };
}

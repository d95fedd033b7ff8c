using System.CommandLine;
using System.CommandLine.Invocation;

namespace PostSoftwareHook.CommandLine.Help;

/// <summary>A command's help: what it does, examples, then its options by what they are about.</summary>
/// <param name="usage">What can be typed.</param>
/// <param name="description">What it does, paragraph by paragraph.</param>
/// <param name="examples">Command lines, each under what it does.</param>
internal sealed class HelpPage(string usage, IReadOnlyList<string> description, IReadOnlyList<HelpRow> examples) : SynchronousCommandLineAction
{
    private const int Width = 100;
    private const int NameWidth = 34;

    private readonly List<HelpGroup> _groups = [];
    private readonly List<Option> _options = [];

    /// <summary>The options, and what else there is to say, by what it is about.</summary>
    public IReadOnlyList<HelpGroup> Groups => _groups;

    /// <summary>All options of the groups.</summary>
    public IReadOnlyList<Option> Options => _options;

    /// <summary>Adds options under a title.</summary>
    public void GroupOptions(string title, IReadOnlyList<Option> options)
    {
        _options.AddRange(options);
        Group(title, [.. options.Select(option => new HelpRow(string.Join(", ", option.Aliases.Where(alias => alias.Length == 2).Append(option.Name)) + (option.HelpName is { } value ? $" {value}" : ""), option.Description ?? ""))]);
    }

    /// <summary>Adds rows under a title.</summary>
    public void Group(string title, IReadOnlyList<HelpRow> rows)
    {
        if (rows.Count > 0)
        {
            _groups.Add(new(title, rows));
        }
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.InvocationConfiguration.Output);
        return ExitCode.Healthy;
    }

    /// <summary>Writes the page.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine($"Usage: {usage}");
        foreach (var paragraph in description)
        {
            output.WriteLine();
            Wrap(output, paragraph, "", "");
        }

        if (examples.Count > 0)
        {
            output.WriteLine("\nExamples:");
            foreach (var example in examples)
            {
                output.WriteLine($"  # {example.Name}\n  {Product.Name} {example.Text}");
            }
        }

        foreach (var group in _groups)
        {
            output.WriteLine($"\n{group.Title}:");
            foreach (var row in group.Rows)
            {
                var start = $"  {row.Name}";
                if (start.Length > NameWidth - 2)
                {
                    output.WriteLine(start);
                    start = "";
                }

                Wrap(output, row.Text, start.PadRight(NameWidth), new(' ', NameWidth));
            }
        }
    }

    private static void Wrap(TextWriter output, string text, string first, string others)
    {
        var line = first;
        var isEmpty = true;
        foreach (var word in text.Split(' '))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                output.WriteLine(line);
                line = others;
                isEmpty = true;
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        output.WriteLine(line);
    }
}

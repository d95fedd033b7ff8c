using System.CommandLine;
using System.CommandLine.Invocation;

namespace PostSoftwareHook.CommandLine.Help;

/// <summary>A command's help: description, examples, grouped options.</summary>
/// <param name="usage">Synopsis.</param>
/// <param name="description">Paragraphs about what the command does.</param>
/// <param name="examples">Example command lines, each with a title.</param>
internal sealed class HelpPage(string usage, IReadOnlyList<string> description, IReadOnlyList<HelpRow> examples) : SynchronousCommandLineAction
{
    private const int Width = 100;
    private const int NameWidth = 34;

    private readonly List<HelpGroup> _groups = [];
    private readonly List<Option> _options = [];

    /// <summary>The options and other rows, grouped by subject.</summary>
    public IReadOnlyList<HelpGroup> Groups => _groups;

    public IReadOnlyList<Option> Options => _options;

    /// <summary>Adds a group of options.</summary>
    public void GroupOptions(string title, IReadOnlyList<Option> options)
    {
        _options.AddRange(options);
        Group(title, [.. options.Select(option => new HelpRow(string.Join(", ", option.Aliases.Where(alias => alias.Length == 2).Append(option.Name)) + (option.HelpName is { } value ? $" {value}" : ""), option.Description ?? ""))]);
    }

    /// <summary>Adds a group of rows that are not options.</summary>
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

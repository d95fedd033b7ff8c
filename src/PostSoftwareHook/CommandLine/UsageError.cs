using System.CommandLine;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.CommandLine;

/// <summary>Describes what is wrong with a command line.</summary>
internal static class UsageError
{
    /// <summary>The first error, and the command that prints help.</summary>
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = command is RootCommand ? Product.Name : $"{Product.Name} {command.Name}";
        return $"{Cause(parsed, command)} See: {path} --help";
    }

    private static string Cause(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens is [var token, ..])
        {
            var word = token.Split('=')[0];
            var isOption = word.StartsWith('-');
            var known = isOption ? command.Options.SelectMany(option => option.Aliases.Append(option.Name)) : command.Subcommands.Select(sub => sub.Name);
            return $"There is no {(isOption ? "option" : command is RootCommand ? "command" : "argument")} \"{Printable.Clean(word)}\"{(command is RootCommand ? "" : $" in {command.Name}")}.{Suggestion(word, known)}";
        }

        return command is RootCommand && parsed.Tokens.Count == 0 ? "No command was given." : $"{Printable.Clean(parsed.Errors[0].Message).TrimEnd('.')}.";
    }

    private static string Suggestion(string word, IEnumerable<string> known)
    {
        var nearest = known.Where(name => name.Length > 2).OrderBy(name => EditDistance.Between(word.ToLowerInvariant(), name)).FirstOrDefault();
        return nearest is not null && EditDistance.Between(word.ToLowerInvariant(), nearest) <= Math.Max(2, word.Length / 3) ? $" Did you mean {nearest}?" : "";
    }
}

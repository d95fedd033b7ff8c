using System.Text.RegularExpressions;

namespace PostSoftwareHook.Tests.House;

/// <summary>Which room uses which, by usings, by qualified names and by the types at the root, which need neither.</summary>
internal sealed partial class RoomGraph
{
    private readonly Dictionary<(string From, string To), List<string>> _witnesses = [];

    public RoomGraph(IReadOnlyList<SourceFile> files)
    {
        var types = files.ToLookup(file => file.Room, file => file.Types).ToDictionary(room => room.Key, room => room.SelectMany(names => names).ToHashSet());
        var atRoot = files.Where(file => file.IsAtRoot()).SelectMany(file => file.Types.Select(type => (type, file.Room))).ToDictionary();
        foreach (var file in files)
        {
            var used = Import().Matches(file.Code).Select(match => match.Groups["room"].Value)
                .Concat(QualifiedName().Matches(file.Code)
                    .Where(match => match.Groups["root"].Success || match.Groups["rest"].Value.Split('.').Any(name => types.GetValueOrDefault(match.Groups["room"].Value)?.Contains(name) == true))
                    .Select(match => match.Groups["room"].Value))
                .Where(types.ContainsKey)
                .Concat(Word().Matches(file.Code).Select(match => atRoot.GetValueOrDefault(match.Value)).OfType<string>());
            foreach (var room in used.Where(room => room != file.Room).Distinct())
            {
                _witnesses.TryAdd((file.Room, room), []);
                _witnesses[(file.Room, room)].Add(file.Path);
            }
        }
    }

    /// <summary>The rooms that <paramref name="room"/> uses, each with the files that do.</summary>
    public IEnumerable<(string Room, IReadOnlyList<string> Files)> UsedBy(string room) =>
        _witnesses.Where(edge => edge.Key.From == room).OrderBy(edge => edge.Key.To, StringComparer.Ordinal).Select(edge => (edge.Key.To, (IReadOnlyList<string>)edge.Value));

    /// <summary>A way from a room back to itself, as <c>A -> B (A/File.cs) -> A (B/File.cs)</c>, or null if there is none.</summary>
    public string? Cycle()
    {
        var done = new HashSet<string>();
        return _witnesses.Keys.Select(edge => edge.From).Distinct().Order(StringComparer.Ordinal).Select(room => CycleFrom(room, [], done)).FirstOrDefault(cycle => cycle is not null);
    }

    private string? CycleFrom(string room, List<string> way, HashSet<string> done)
    {
        if (way.IndexOf(room) is var begin and >= 0)
        {
            List<string> cycle = [.. way[begin..], room];
            return cycle[0] + string.Concat(cycle.Zip(cycle.Skip(1), (from, to) => $" -> {to} ({_witnesses[(from, to)][0]})"));
        }

        if (done.Contains(room))
        {
            return null;
        }

        way.Add(room);
        var found = UsedBy(room).Select(used => CycleFrom(used.Room, way, done)).FirstOrDefault(cycle => cycle is not null);
        way.RemoveAt(way.Count - 1);
        done.Add(room);
        return found;
    }

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?:\w+ = )?PostSoftwareHook\.(?<room>\w+)", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"(?<![\w.])(?<root>PostSoftwareHook\.)?(?<room>[A-Z]\w*)\.(?<rest>\w+(?:\.\w+)*)")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"\b[A-Z]\w*\b")]
    private static partial Regex Word();
}

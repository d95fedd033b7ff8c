using System.Text.RegularExpressions;

namespace PostSoftwareHook.Tests.House;

/// <summary>
/// The rooms that CONTRIBUTING describes: small, and in one direction. The source is read as text, so that a room is the folder
/// that a reader sees.
/// </summary>
public partial class TheRooms
{
    private const int MostFilesInAFolder = 25;
    private const int MostLinesInAFile = 300;
    private const int MostLinesOfTheLoop = 200;

    private static readonly IReadOnlyList<SourceFile> Files = SourceFile.All();
    private static readonly RoomGraph Graph = new(Files);

    [Fact]
    public void No_folder_has_more_files_than_a_reader_takes_in() => MustBeEmpty(
        SourceFile.Files("src").GroupBy(file => Path.GetDirectoryName(file)!).Where(folder => folder.Count() > MostFilesInAFolder)
            .Select(folder => $"{Shown(folder.Key)} has {folder.Count()} files; {MostFilesInAFolder} is the limit."));

    [Fact]
    public void No_file_is_longer_than_a_reader_has_patience() => MustBeEmpty(
        SourceFile.Files("src").Concat(SourceFile.Files("tests")).Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => (File: file, Lines: File.ReadLines(file).Count())).Where(each => each.Lines > MostLinesInAFile)
            .Select(each => $"{Shown(each.File)} has {each.Lines} lines; {MostLinesInAFile} is the limit."));

    [Fact]
    public void The_loop_of_a_run_is_short() =>
        Assert.InRange(File.ReadLines(Repository.PathTo("src/PostSoftwareHook/Run/HookRun.cs")).Count(), 1, MostLinesOfTheLoop);

    [Fact]
    public void A_files_namespace_is_its_room() => MustBeEmpty(
        Files.Where(file => file.Namespace is { } name && name != (file.IsAtRoot() ? "PostSoftwareHook" : $"PostSoftwareHook.{file.Room}")
                && (file.IsAtRoot() || !name.StartsWith($"PostSoftwareHook.{file.Room}.", StringComparison.Ordinal)))
            .Select(file => $"{file.Path} has the namespace {file.Namespace}."));

    [Fact]
    public void No_room_is_imported_everywhere() =>
        Assert.DoesNotContain("<Using Include=\"PostSoftwareHook", File.ReadAllText(Repository.PathTo("src/PostSoftwareHook/PostSoftwareHook.csproj")), StringComparison.Ordinal);

    [Fact]
    public void The_domain_knows_no_other_room() => MustBeEmpty(
        Graph.UsedBy("Propagation").Where(used => Files.Any(file => file.Room == used.Room && !file.IsAtRoot()))
            .Select(used => $"{used.Room} is used by {string.Join(", ", used.Files)}."));

    [Fact]
    public void The_domain_mentions_neither_the_client_nor_the_console() => MustBeEmpty(
        Files.Where(file => file.Room == "Propagation")
            .SelectMany(file => ClientOrConsole().Matches(file.Code).Select(match => $"{file.Path} mentions {match.Value}.")));

    [Theory]
    [InlineData("Ansible", "CommandLine")]
    [InlineData("CommandLine", "Ansible")]
    public void Neither_door_knows_the_other(string door, string other) => MustBeEmpty(
        Graph.UsedBy(door).Where(used => used.Room == other).Select(used => $"{used.Room} is used by {string.Join(", ", used.Files)}."));

    [Fact]
    public void The_rooms_stand_in_one_order() => MustBeEmpty(Graph.Cycle() is { } cycle ? [cycle] : []);

    [Fact]
    public void Nothing_travels_hidden_in_the_result() => MustBeEmpty(
        Files.Where(file => Hidden().IsMatch(file.Code)).Select(file => $"{file.Path} hides a property from JSON: what is no part of the contract has a type of its own."));

    [Theory]
    [InlineData("using PostSoftwareHook.Guards;", "B", "Guards")]
    [InlineData("using PostSoftwareHook.Guards.Inner;", "B", "Guards")]
    [InlineData("using static PostSoftwareHook.Guards.Redactor;", "B", "Guards")]
    [InlineData("using Mask = PostSoftwareHook.Guards.Redactor;", "B", "Guards")]
    [InlineData("var a = Guards.Redactor.Mask;", "B", "Guards")]
    [InlineData("var a = new PostSoftwareHook.Guards.Anything();", "B", "Guards")]
    [InlineData("throw new HookException(\"https://a\" + Guards.Redactor.Mask);", "B", "Guards HookException")]
    [InlineData("// Guards.Redactor, HookException", "B", "")]
    [InlineData("/// <see cref=\"Guards.Redactor\"/>", "B", "")]
    [InlineData("var a = it.Guards.Redactor;", "B", "")]
    [InlineData("var a = Guards.Length;", "B", "")]
    [InlineData("using PostSoftwareHook.Guards;", "Guards", "")]
    public void What_a_file_uses_is_read_from_its_text(string code, string room, string used) =>
        Assert.Equal(used, string.Join(' ', new RoomGraph([Source("Guards/Redactor.cs", "class Redactor"), Source("HookException.cs", "class HookException"), Source($"{room}/Some.cs", code)]).UsedBy(room).Select(each => each.Room)));

    [Fact]
    public void A_cycle_is_told_with_the_files_that_make_it()
    {
        SourceFile[] files =
        [
            Source("A/One.cs", "using PostSoftwareHook.B;"), Source("B/Two.cs", "using PostSoftwareHook.C;"), Source("B/Other.cs", "using PostSoftwareHook.D;"),
            Source("C/Three.cs", "using PostSoftwareHook.D;\nvar b = PostSoftwareHook.B.Two;"), Source("D/Four.cs", ""),
        ];

        Assert.Equal("B -> C (B/Two.cs) -> B (C/Three.cs)", new RoomGraph(files).Cycle());
        Assert.Null(new RoomGraph([.. files.Where(file => file.Room != "C")]).Cycle());
    }

    private static SourceFile Source(string path, string text) => new(path, text);

    private static string Shown(string path) => Path.GetRelativePath(Repository.Root, path);

    private static void MustBeEmpty(IEnumerable<string> offences)
    {
        var all = string.Join('\n', offences);
        Assert.True(all.Length == 0, all);
    }

    [GeneratedRegex(@"\bk8s\b|\bConsole\b")]
    private static partial Regex ClientOrConsole();

    [GeneratedRegex(@"\bJsonIgnore(Attribute)?\b")]
    private static partial Regex Hidden();
}

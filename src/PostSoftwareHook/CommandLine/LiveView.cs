using System.Diagnostics;
using System.Globalization;
using System.Text;
using PostSoftwareHook.CommandLine.Clusters;
using PostSoftwareHook.CommandLine.Output;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Run;

namespace PostSoftwareHook.CommandLine;

/// <summary>
/// Shows a row for each running cluster, redrawn in place: spinner, name, time, step and detail. With several clusters, a last row
/// counts those that are done. Disposing the view erases it; the report follows.
/// </summary>
internal sealed class LiveView : IFleetWatch
{
    private const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _output;
    private readonly Terminal _terminal;
    private readonly Redactor _redactor;
    private readonly int _total;
    private readonly List<Row> _rows = [];
    private readonly List<string> _done = [];
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _drawing;
    private int _lines;
    private int _frame;

    /// <summary>Starts drawing in the background.</summary>
    public LiveView(TextWriter output, Terminal terminal, Redactor redactor, int total)
    {
        _output = output;
        _terminal = terminal;
        _redactor = redactor;
        _total = total;
        _drawing = DrawAsync();
    }

    /// <inheritdoc/>
    public void Begin(ChosenCluster cluster)
    {
        lock (_lock)
        {
            _rows.Add(new(cluster));
        }
    }

    /// <inheritdoc/>
    public void Step(ChosenCluster cluster, RunProgress progress)
    {
        lock (_lock)
        {
            _rows.First(row => row.Cluster == cluster).Progress = progress;
        }
    }

    /// <inheritdoc/>
    public void End(ClusterResult result)
    {
        lock (_lock)
        {
            _rows.RemoveAll(row => row.Cluster == result.Cluster);
            _done.Add(Words.Outcome(result));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task DrawAsync()
    {
        await _output.WriteAsync(HideCursor).ConfigureAwait(false);
        while (!_end.IsCancellationRequested)
        {
            await _output.WriteAsync(NextFrame()).ConfigureAwait(false);
            await Task.Delay(Frame, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _output.WriteAsync(Erase() + ShowCursor).ConfigureAwait(false);
    }

    private string NextFrame()
    {
        lock (_lock)
        {
            var text = new StringBuilder(Erase());
            var room = _terminal.Height - 3;
            var nameWidth = Math.Min(_terminal.Width / 3, _rows.Select(row => row.Cluster.Name.Length).DefaultIfEmpty(0).Max());
            var spinner = Spinner[_frame++ % Spinner.Length];
            foreach (var row in _rows.Take(room))
            {
                Line(text, $"{spinner} {Cut(row.Cluster.Name, nameWidth).PadRight(nameWidth)}  {row.Elapsed,5}  {Words.Step(row.Progress.Step),-9}  {Words.Detail(row.Progress)}");
            }

            if (_total > 1)
            {
                Line(text, $"{_done.Count} of {_total} done{(_done.Count > 0 ? $": {Words.Counts(_done)}" : "")}");
            }

            return text.ToString();
        }
    }

    /// <summary>Appends a line, cut to the terminal's width: a wrapped line would break the erasing, which counts lines.</summary>
    private void Line(StringBuilder text, string line)
    {
        text.Append(Cut(Printable.OneLine(OptionNames.InMessage(_redactor.Clean(line))), _terminal.Width - 1)).Append('\n');
        _lines++;
    }

    private string Erase()
    {
        var text = _lines == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\e[{_lines}A\r\e[J");
        _lines = 0;
        return text;
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private sealed class Row(ChosenCluster cluster)
    {
        private readonly long _start = Stopwatch.GetTimestamp();

        public ChosenCluster Cluster => cluster;

        public RunProgress Progress { get; set; } = new(RunStep.Observing);

        public string Elapsed => Stopwatch.GetElapsedTime(_start) is var time && time.TotalMinutes >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds}s");
    }
}

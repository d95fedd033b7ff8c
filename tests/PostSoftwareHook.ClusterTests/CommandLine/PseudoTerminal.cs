using System.Diagnostics;
using System.Text;

namespace PostSoftwareHook.ClusterTests.CommandLine;

/// <summary>The executable on a pseudo-terminal, by util-linux' script: what is typed goes in, what would be on the screen comes out.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    /// <summary>So wide that nothing is wrapped: where lines break depends on the lengths of paths and ports.</summary>
    private const int Columns = 600;

    private readonly Process _process;
    private readonly StringBuilder _raw = new();
    private readonly Task _reading;

    private PseudoTerminal(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>All that was written, escape codes included.</summary>
    public string Raw
    {
        get
        {
            lock (_raw)
            {
                return _raw.ToString();
            }
        }
    }

    /// <summary>Types the command.</summary>
    public static PseudoTerminal Type(params IReadOnlyList<string> arguments)
    {
        var command = string.Join(' ', arguments.Prepend(Repository.Executable).Select(word => $"'{word}'"));
        // A test run in the background inherits a SIGINT that is ignored; a person's terminal doesn't.
        var start = new ProcessStartInfo("script", ["-qefc", $"stty cols {Columns} rows 50; exec env --default-signal=INT {command}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        Ran.RemoveMisleading(start);
        start.Environment.Remove("NO_COLOR");
        start.Environment["TERM"] = "xterm";
        return new(Process.Start(start)!);
    }

    /// <summary>Waits until <paramref name="text"/> was written.</summary>
    public async Task WaitForAsync(string text)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (!Raw.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow < deadline && !_reading.IsCompleted, $"\"{text}\" was not written; this was: {Raw}");
            await Task.Delay(20);
        }
    }

    /// <summary>Types an answer, and the return key.</summary>
    public Task AnswerAsync(string answer) => SendAsync(answer + "\n");

    /// <summary>Types Ctrl-C.</summary>
    public Task InterruptAsync() => SendAsync("\u0003");

    /// <summary>Waits for the end. What was written is scanned for secrets.</summary>
    public async Task<(int ExitCode, string Screen)> EndAsync(Planted planted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _process.WaitForExitAsync(patience.Token);
        await _reading.WaitAsync(patience.Token);
        Leaks.MustNotBeIn(Raw, planted);
        return (_process.ExitCode, new Screen(Raw).ToString());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task SendAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        int count;
        while ((count = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_raw)
            {
                _raw.Append(buffer, 0, count);
            }
        }
    }
}

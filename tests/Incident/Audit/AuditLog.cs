using System.Text;

namespace PostSoftwareHook.Incident;

/// <summary>
/// Reads the API server's audit log. A response can arrive before its line is written, so every read first sends a request of its own
/// and waits for that line.
/// </summary>
public sealed class AuditLog
{
    private readonly string _path;
    private readonly Func<string, CancellationToken, Task<bool>> _askVersion;
    private int _asked;

    internal AuditLog(string path, Func<string, CancellationToken, Task<bool>> askVersion)
    {
        _path = path;
        _askVersion = askVersion;
    }

    public async Task<AuditMark> MarkAsync(CancellationToken cancellationToken = default)
    {
        await SettleAsync(cancellationToken);
        return new AuditMark(File.Exists(_path) ? new FileInfo(_path).Length : 0);
    }

    /// <summary>
    /// The hook's requests since <paramref name="mark"/>, under any user name: all that are not from the scenario itself (actors,
    /// observer, API server).
    /// </summary>
    public async Task<IReadOnlyList<AuditEntry>> SinceAsync(AuditMark mark, CancellationToken cancellationToken = default) =>
        [.. (await EverythingSinceAsync(mark, cancellationToken)).Where(entry => !ControlPlaneUsers.IsStage(entry.User))];

    /// <summary>The requests of <paramref name="user"/> since <paramref name="mark"/>.</summary>
    public async Task<IReadOnlyList<AuditEntry>> SinceAsync(AuditMark mark, string user, CancellationToken cancellationToken = default) =>
        [.. (await EverythingSinceAsync(mark, cancellationToken)).Where(entry => entry.User == user)];

    /// <summary>The hook's requests since <paramref name="mark"/> that could change something. Dry runs do not count.</summary>
    public async Task<IReadOnlyList<AuditEntry>> WritesSinceAsync(AuditMark mark, CancellationToken cancellationToken = default) =>
        [.. (await SinceAsync(mark, cancellationToken)).Where(entry => entry.IsWrite)];

    public async Task<IReadOnlyList<AuditEntry>> EverythingSinceAsync(AuditMark mark, CancellationToken cancellationToken = default)
    {
        await SettleAsync(cancellationToken);
        return [.. CompleteLines(mark.Offset).Select(AuditEntry.Parse).OfType<AuditEntry>()];
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var before = File.Exists(_path) ? new FileInfo(_path).Length : 0;
        var question = $"audit-log={Interlocked.Increment(ref _asked)}";
        if (!await _askVersion(question, cancellationToken))
        {
            return;
        }

        var deadline = DateTime.UtcNow.AddSeconds(2);
        while (DateTime.UtcNow < deadline && !CompleteLines(before).Any(line => line.Contains($"{question}\"", StringComparison.Ordinal)))
        {
            await Task.Delay(10, cancellationToken);
        }
    }

    private IEnumerable<string> CompleteLines(long offset)
    {
        if (!File.Exists(_path))
        {
            yield break;
        }

        using var stream = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(offset, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n');
        foreach (var line in lines.Take(lines.Length - 1))
        {
            yield return line;
        }
    }
}

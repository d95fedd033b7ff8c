using System.Text;

namespace PostSoftwareHook.Tests.Infra;

/// <summary>Collects what one thread writes while another waits for it.</summary>
internal sealed class SharedWriter : TextWriter
{
    private readonly StringBuilder _written = new();

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (_written)
        {
            _written.Append(value);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_written)
        {
            return _written.ToString();
        }
    }

    /// <summary>Waits until <paramref name="text"/> was written, however busy the machine is.</summary>
    public async Task WaitForAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!ToString().Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(10, patience.Token);
        }
    }
}

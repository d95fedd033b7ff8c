using System.Runtime.InteropServices;
using SharpFuzz;
using SharpFuzz.Common;

namespace PostSoftwareHook.Fuzzing;

/// <summary>Records which branches of the hook an input takes, and whether it is the first one to take them.</summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private static readonly byte* Map = (byte*)NativeMemory.AllocZeroed(Size);

    private readonly byte[] _seen = new byte[Size];

    /// <summary>Instruments the hook's assembly in this program's folder. It must not be loaded yet.</summary>
    public static void Instrument()
    {
        Trace.SharedMem = Map;
        try
        {
            SharpFuzz.Fuzzer.Instrument(Path.Combine(AppContext.BaseDirectory, "post-software-hook.dll"), type => type.StartsWith("PostSoftwareHook.", StringComparison.Ordinal), SharpFuzz.Options.Value);
        }
        catch (InstrumentationException e) when (e.Message.Contains("already instrumented", StringComparison.Ordinal))
        {
            // An earlier run has instrumented it.
        }
    }

    /// <summary>Clears the counters.</summary>
    public static void Reset()
    {
        new Span<byte>(Map, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>Whether since <see cref="Reset"/> a branch was taken for the first time, or an order of magnitude more often than before.</summary>
    public bool TakesNewPath()
    {
        var isNew = false;
        for (var i = 0; i < Size; i++)
        {
            var magnitude = Map[i] == 0 ? 0 : 1 << (int)Math.Log2(Map[i]);
            isNew |= (magnitude & ~_seen[i]) != 0;
            _seen[i] |= (byte)magnitude;
        }

        return isNew;
    }
}

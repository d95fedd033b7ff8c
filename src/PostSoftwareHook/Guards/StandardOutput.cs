using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PostSoftwareHook.Guards;

/// <summary>Standard output, where the result goes. A run whose result could not be written must not exit 0.</summary>
internal static class StandardOutput
{
    private const int AccessMode = 3; // O_ACCMODE; O_RDONLY is 0

    /// <summary>
    /// Whether the caller closed standard output. The next file that is opened, such as the connection to the API server, would get its
    /// descriptor and receive what is printed. Check this before anything is opened.
    /// </summary>
    public static bool IsClosed
    {
        get
        {
            try
            {
                var flags = File.ReadLines("/proc/self/fdinfo/1").First(line => line.StartsWith("flags:", StringComparison.Ordinal));
                return (Convert.ToInt32(flags["flags:".Length..].Trim(), 8) & AccessMode) == 0;
            }
            catch (FileNotFoundException)
            {
                return true;
            }
            catch (Exception e) when (IsOfAStream(e))
            {
                return false; // no /proc: assume it is open
            }
        }
    }

    /// <summary>
    /// Makes errors of writing to <see cref="Console.Out"/> <see cref="StandardOutputException"/>s, which errors of reading files are
    /// not. A terminal is written to as a file, because the console's own writer changes the terminal's settings and writes escape
    /// codes to it. A pipe is left to the console, which handles a broken one.
    /// </summary>
    public static void TellItsErrorsApart()
    {
        var stream = Console.IsOutputRedirected
            ? Console.OpenStandardOutput()
            : new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        Console.SetOut(WriterTo(stream));
    }

    /// <summary>A writer to <paramref name="stream"/> whose errors are <see cref="StandardOutputException"/>s.</summary>
    public static TextWriter WriterTo(Stream stream) => new Writer(new(stream) { AutoFlush = true });

    /// <summary>Reports that the result can't be written, and returns the exit code.</summary>
    public static int Refuse(string cause)
    {
        try
        {
            Console.Error.WriteLine($"The result can't be written to standard output: {cause}.");
        }
        catch (Exception e) when (IsOfAStream(e))
        {
            // The exit code still reports it.
        }

        return 1;
    }

    /// <summary>Whether this is an error of reading or writing. The console throws UnauthorizedAccessException for a bad descriptor.</summary>
    public static bool IsOfAStream(Exception error) => error is IOException or UnauthorizedAccessException;

    private sealed class Writer(StreamWriter output) : TextWriter
    {
        public override Encoding Encoding => output.Encoding;

        public override void Write(char value) => Write([value], 0, 1);

        public override void Write(char[] buffer, int index, int count)
        {
            try
            {
                output.Write(buffer, index, count);
            }
            catch (Exception e) when (IsOfAStream(e))
            {
                throw new StandardOutputException(e);
            }
        }
    }
}

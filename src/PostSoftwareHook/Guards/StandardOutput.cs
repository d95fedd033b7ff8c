using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PostSoftwareHook.Guards;

/// <summary>Where the result goes. A run whose result nobody can get must not end as if it had been told.</summary>
internal static class StandardOutput
{
    private const int AccessMode = 3; // O_ACCMODE; O_RDONLY is 0

    /// <summary>
    /// Whether the caller closed it. The next file to be opened takes its number, be it the connection to the API server, and
    /// what is printed would go there: so this is to be asked first.
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
                return false; // no /proc, so nobody knows
            }
        }
    }

    /// <summary>
    /// From here on an error of writing to <see cref="Console.Out"/> is a <see cref="StandardOutputException"/>, and no other is.
    /// A terminal is written to as a file, since the console's own writer takes it over and writes escape codes to it; a pipe is left
    /// to the console, which knows what to do with a broken one.
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

    /// <summary>Says why nothing can be told.</summary>
    /// <returns>The exit code.</returns>
    public static int Refuse(string cause)
    {
        try
        {
            Console.Error.WriteLine($"The result can't be written to standard output: {cause}.");
        }
        catch (Exception e) when (IsOfAStream(e))
        {
            // Then the exit code alone has to tell.
        }

        return 1;
    }

    /// <summary>Whether it is an error of reading or writing: the console throws the second where a descriptor is bad.</summary>
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

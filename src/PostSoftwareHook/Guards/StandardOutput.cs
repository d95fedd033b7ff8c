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
}

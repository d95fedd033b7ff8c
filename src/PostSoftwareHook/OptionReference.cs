using System.Text;

namespace PostSoftwareHook;

/// <summary>
/// An option's name inside a message. The author of a message doesn't know how its reader gives options: as <c>wait_timeout</c> in a
/// task or as <c>--wait-timeout</c> on the command line. So the name is marked, and the Ansible module and the command line each write
/// it their own way.
/// </summary>
/// <remarks>The marks are control characters, which <see cref="Guards.Printable"/> removes from untrusted text.</remarks>
internal static class OptionReference
{
    private const char Begin = '\u0002';
    private const char End = '\u0003';

    /// <summary>A reference to the option <paramref name="name"/> of the option table.</summary>
    public static string To(string name) => $"{Begin}{name}{End}";

    /// <summary>Replaces each reference in <paramref name="message"/> with what <paramref name="form"/> returns for the option's name.</summary>
    public static string Write(string message, Func<string, string> form)
    {
        var begin = message.IndexOf(Begin, StringComparison.Ordinal);
        if (begin < 0)
        {
            return message;
        }

        var text = new StringBuilder(message.Length);
        var rest = 0;
        for (; begin >= 0; begin = message.IndexOf(Begin, rest))
        {
            var end = message.IndexOf(End, begin);
            if (end < 0)
            {
                break; // the message was cut inside a name
            }

            text.Append(message, rest, begin - rest).Append(form(message[(begin + 1)..end]));
            rest = end + 1;
        }

        return text.Append(message, rest, message.Length - rest).ToString();
    }
}

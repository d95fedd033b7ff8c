using System.Text;
using PostSoftwareHook.Guards;
using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Fuzzing.Targets;

/// <summary>What a runtime says about a failed pull: the image on the first line, then the message.</summary>
internal sealed class PullErrors : ITarget
{
    private const string Password = "planted-password";
    private const string Signature = "planted-signature";

    private static readonly Redactor Redactor = WithPassword();

    /// <inheritdoc/>
    public string Name => "pull-errors";

    /// <inheritdoc/>
    public void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var (image, message) = text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? (text[..end], text[(end + 1)..]) : ("", text);

        MustAgree(PullErrorParser.Parse(message, image));
        if (PullErrorParser.WithoutImage(message, image).Length > message.Length)
        {
            throw new Finding("A message without its image is longer.");
        }

        Expect.Plain(Shown(message), lines: false);
        MustBeHidden(Shown($"{message[..(message.Length / 2)]}{Password}{message[(message.Length / 2)..]}"), Password);
        MustBeHidden(Shown($"{message} Get \"https://cdn.example.com/blob?X-Amz-Signature={Signature}\": EOF"), Signature);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static void MustAgree(PullError error)
    {
        if ((error.Failure == PullFailure.MirrorRefused) != (error.Endpoint is not null) || error.Mirrors.Any(string.IsNullOrWhiteSpace))
        {
            throw new Finding($"{error.Failure} with the mirrors \"{string.Join("\", \"", error.Mirrors)}\".");
        }

        if (error.IsAnonymousRateLimit && error.Failure != PullFailure.Other)
        {
            throw new Finding($"A rate limit is {error.Failure}.");
        }
    }

    /// <summary>The message as a result shows it.</summary>
    private static string Shown(string message) => Redactor.Clean(Printable.Clean(PullErrorParser.Shorten(message)));

    private static void MustBeHidden(string shown, string secret)
    {
        if (shown.Contains(secret[..^3], StringComparison.Ordinal))
        {
            throw new Finding($"\"{secret}\" would be printed.");
        }
    }

    private static Redactor WithPassword()
    {
        var redactor = new Redactor();
        redactor.Add([Password]);
        return redactor;
    }
}

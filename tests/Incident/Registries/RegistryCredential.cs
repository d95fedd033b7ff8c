using System.Text;

namespace PostSoftwareHook.Incident;

public sealed record RegistryCredential(string User, string Password)
{
    /// <summary>The auth field of a docker config: base64 of user:password.</summary>
    public string Auth => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    /// <summary>A unique login.</summary>
    public static RegistryCredential Random(string role) => new($"planted-{role}-{Planted.RandomText(6)}", Planted.RandomText(32));

    public override string ToString() => $"{User}:(password)";
}

namespace PostSoftwareHook.Options;

/// <summary>The commands that work on clusters, as flags.</summary>
[Flags]
internal enum Verbs
{
    /// <summary>Not an option of any command: the command line has its own way to say it.</summary>
    None = 0,

    Diagnose = 1,

    Heal = 2,

    Verify = 4,

    Remove = 8,

    All = Diagnose | Heal | Verify | Remove,
}

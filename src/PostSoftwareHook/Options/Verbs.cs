namespace PostSoftwareHook.Options;

/// <summary>The commands that run on clusters.</summary>
[Flags]
internal enum Verbs
{
    /// <summary>None: the command line says it in another way.</summary>
    None = 0,

    /// <summary>diagnose.</summary>
    Diagnose = 1,

    /// <summary>heal.</summary>
    Heal = 2,

    /// <summary>verify.</summary>
    Verify = 4,

    /// <summary>remove.</summary>
    Remove = 8,

    /// <summary>Each of them.</summary>
    All = Diagnose | Heal | Verify | Remove,
}

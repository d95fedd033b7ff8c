namespace PostSoftwareHook.Options;

/// <summary>The types of Ansible's argument specs that are used here.</summary>
internal enum OptionType
{
    /// <summary>Text.</summary>
    Str,

    /// <summary>Yes or no, in any of Ansible's spellings.</summary>
    Bool,

    /// <summary>A whole number.</summary>
    Int,

    /// <summary>A path, in which ~ and variables are expanded.</summary>
    Path,

    /// <summary>A list; as text, joined by commas or in JSON.</summary>
    List,

    /// <summary>An object; as text, in JSON.</summary>
    Dict,

    /// <summary>Whatever it is.</summary>
    Raw,
}

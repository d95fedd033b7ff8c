namespace PostSoftwareHook.Options;

/// <summary>The types of Ansible's argument specs that the options use.</summary>
internal enum OptionType
{
    Str,

    /// <summary>True or false, in any of Ansible's spellings.</summary>
    Bool,

    Int,

    /// <summary>A path, in which ~ and variables are expanded.</summary>
    Path,

    /// <summary>A list. As text: comma-separated, or JSON.</summary>
    List,

    /// <summary>An object. As text: JSON.</summary>
    Dict,

    /// <summary>Any JSON value.</summary>
    Raw,
}

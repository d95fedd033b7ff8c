namespace PostSoftwareHook.CommandLine;

/// <summary>
/// Completion scripts for shells. They call the program with System.CommandLine's directive <c>[suggest:POSITION] LINE</c>, so they
/// offer the options of the installed version.
/// </summary>
internal static class CompletionScript
{
    private const string Bash = """
        # bash completion of post-software-hook. In this shell: source <(post-software-hook completion bash)
        _post_software_hook() {
            local word="${COMP_WORDS[COMP_CWORD]}" line="${COMP_LINE:0:COMP_POINT}" IFS=$'\n'
            # What an option's own value is made of (after "=") is left to files.
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2> /dev/null)" -- "$word"))
        }
        complete -o default -o bashdefault -F _post_software_hook post-software-hook

        """;

    private const string Zsh = """
        #compdef post-software-hook
        # zsh completion of post-software-hook. In this shell: source <(post-software-hook completion zsh)
        _post_software_hook() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2> /dev/null)}")
            if (( ${#found:#} )); then
                compadd -a found
            else
                _files
            fi
        }
        if [[ "${funcstack[1]}" == "_post-software-hook" ]]; then
            _post_software_hook "$@"
        else
            compdef _post_software_hook post-software-hook
        fi

        """;

    private const string Fish = """
        # fish completion of post-software-hook. In this shell: post-software-hook completion fish | source
        function __post_software_hook
            set -l line (commandline -cp)
            post-software-hook "[suggest:"(string length -- "$line")"]" "$line" 2> /dev/null
        end
        complete -c post-software-hook -a '(__post_software_hook)'

        """;

    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish"];

    public static string For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };
}

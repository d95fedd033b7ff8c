using System.CommandLine;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.CommandLine;

/// <summary>An option of the option table, as it is typed.</summary>
internal sealed record ModuleOption(OptionSpec Spec, Option<string[]> Typed);

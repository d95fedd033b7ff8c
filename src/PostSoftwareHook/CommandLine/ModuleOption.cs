using System.CommandLine;
using PostSoftwareHook.Options;

namespace PostSoftwareHook.CommandLine;

/// <summary>An option of the option table and its form on the command line.</summary>
internal sealed record ModuleOption(OptionSpec Spec, Option<string[]> Typed);

using PostSoftwareHook.Fuzzing;

// First, before anything of the hook is loaded: what is loaded can't be instrumented any more.
Coverage.Instrument();
return CommandLine.Run(args);

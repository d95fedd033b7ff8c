using PostSoftwareHook.Fuzzing;

// First, before anything of the hook is loaded: what is loaded can't be instrumented any more.
Coverage.Instrument();

// On a small stack, what recurses with its input shows.
var status = 0;
var thread = new Thread(() => status = CommandLine.Run(args), maxStackSize: 256 << 10);
thread.Start();
thread.Join();
return status;

using PostSoftwareHook.Fuzzing;

// This must come first: a loaded assembly can no longer be instrumented.
Coverage.Instrument();

// A small stack reveals recursion that depends on the input.
var status = 0;
var thread = new Thread(() => status = CommandLine.Run(args), maxStackSize: 256 << 10);
thread.Start();
thread.Join();
return status;

return await PostSoftwareHook.Benchmarks.CommandLine.RunAsync(args);

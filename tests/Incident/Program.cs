using PostSoftwareHook.Incident;

return await CommandLine.RunAsync(args);

using System.Runtime.InteropServices;
using PostSoftwareHook.Ansible;
using PostSoftwareHook.CommandLine;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

return ModuleArguments.FromAnsible(args) is { } arguments
    ? await AnsibleModule.RunAsync(arguments, stop.Token)
    : await Commands.RunAsync(args, stop.Token);

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

using System.Runtime.InteropServices;
using PostSoftwareHook.Ansible;
using PostSoftwareHook.CommandLine;
using PostSoftwareHook.Guards;

if (StandardOutput.IsClosed)
{
    return StandardOutput.Refuse("it is closed. Nothing was done");
}

StandardOutput.TellItsErrorsApart();
ProcessMemory.KeepPrivate();

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    return ModuleArguments.FromAnsible(args) is { } arguments
        ? await AnsibleModule.RunAsync(arguments, stop.Token)
        : await Commands.RunAsync(args, stop.Token);
}
catch (StandardOutputException e)
{
    return StandardOutput.Refuse(e.Message.TrimEnd('.'));
}

void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

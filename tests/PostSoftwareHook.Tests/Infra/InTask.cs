namespace PostSoftwareHook.Tests.Infra;

/// <summary>Messages as the module prints them: options are named as a task names them.</summary>
internal static class InTask
{
    public static string Message(Exception e) => Text(e.Message);

    public static string Text(string message) => OptionReference.Write(message, name => name);
}

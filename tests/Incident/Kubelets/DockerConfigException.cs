namespace PostSoftwareHook.Incident;

/// <summary>A docker config that the kubelet cannot read. It then pulls with no credentials at all, not even the node's.</summary>
public sealed class DockerConfigException : Exception
{
    public DockerConfigException()
    {
    }

    public DockerConfigException(string message)
        : base(message)
    {
    }

    public DockerConfigException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

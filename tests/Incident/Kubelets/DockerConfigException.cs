namespace PostSoftwareHook.Incident;

/// <summary>A docker config that the kubelet can't parse. The kubelet then pulls without any credentials, not even the node's.</summary>
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

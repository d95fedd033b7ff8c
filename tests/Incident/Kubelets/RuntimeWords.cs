namespace PostSoftwareHook.Incident;

/// <summary>How the container runtime wraps the error of a pull.</summary>
public enum RuntimeWords
{
    /// <summary>The bare error, behind gRPC's prefix.</summary>
    Bare,

    /// <summary><c>initializing source docker://IMAGE: E</c>, as image copies of containers/image begin (copy/copy.go).</summary>
    InitializingSource,

    /// <summary>
    /// <c>unable to pull image or OCI artifact: pull image err: E; artifact err: E</c>, because CRI-O 1.33 and newer tries both (cri-o
    /// internal/storage/image.go). Kubelets of that age drop gRPC's prefix.
    /// </summary>
    ImageOrArtifact,
}

using System.Collections.Concurrent;

namespace PostSoftwareHook.Incident;

/// <summary>The image API's part of one incident: whom it asks, what is wrong with it, and what it was asked.</summary>
internal sealed class ImageApi(Registry registry, KubeletNode node, ActorFaults faults)
{
    private readonly ConcurrentQueue<ImageQuestion> _questions = [];

    public ImageImporter Importer { get; } = new(registry, node);

    public ImageApiFault Fault { get; set; }

    /// <summary>How long <see cref="ImageApiFault.Slow"/> takes.</summary>
    public TimeSpan Delay { get; set; }

    public IReadOnlyList<ImageQuestion> Questions => [.. _questions];

    public void Note(ImageQuestion question) => _questions.Enqueue(question);

    /// <summary>Reports a request that would have stored something: nothing may.</summary>
    public void ReportStore(string what) => faults.Add("image API", new InvalidOperationException(what));
}

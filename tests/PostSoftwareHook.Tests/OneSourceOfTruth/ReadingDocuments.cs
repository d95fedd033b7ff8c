namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>The tests that read what <see cref="WrittenDocuments"/> writes.</summary>
[CollectionDefinition(nameof(ReadingDocuments))]
public sealed class ReadingDocuments : ICollectionFixture<WrittenDocuments>;

namespace PostSoftwareHook.Propagation;

/// <summary>What a registry said when it was asked for an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="With">Whose credentials were presented.</param>
/// <param name="Judgement">What the answer means for these credentials.</param>
/// <param name="Words">The registry's words; <c>Success</c> if it would have served the image.</param>
/// <param name="Through">Who asked, and when: a clause that follows <c>asked</c>.</param>
internal sealed record RegistryAnswer(string Image, AskedWith With, RegistryJudgement Judgement, string Words, string Through)
{
    public string Host => ImageReference.Parse(Image).Host;
}

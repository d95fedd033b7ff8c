using PostSoftwareHook.Fuzzing;
using PostSoftwareHook.Fuzzing.Targets;

namespace PostSoftwareHook.Tests.Guards;

/// <summary>The fuzzer's targets on its corpus, in which each file shows what once went wrong or how it should be, and on a few changes of that.</summary>
public class TakingWhateverIsThere
{
    private const int Changes = 300;

    public static TheoryData<string> Targets => [.. AllTargets.ByName.Keys];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Inputs_of_the_corpus_come_to_a_sentence_or_a_result(string name)
    {
        using var target = AllTargets.ByName[name]();

        Assert.All(AllTargets.CorpusOf(name), file => Assert.Null(Fuzzer.Problem(target, File.ReadAllBytes(file))));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void So_do_inputs_that_are_a_little_different(string name)
    {
        using var target = AllTargets.ByName[name]();
        var random = new Random(1);
        var mutator = new Mutator(random);
        var inputs = AllTargets.CorpusOf(name).Select(File.ReadAllBytes).ToList();

        for (var i = 0; i < Changes; i++)
        {
            var input = mutator.Mutate(inputs[random.Next(inputs.Count)], inputs[random.Next(inputs.Count)]);
            var problem = Fuzzer.Problem(target, input);
            Assert.True(problem is null, $"{problem} The input, in base64: {Convert.ToBase64String(input)}");
        }
    }
}

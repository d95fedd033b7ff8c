namespace PostSoftwareHook.Tests.OneSourceOfTruth;

/// <summary>The documents say what the tables say.</summary>
[Collection(nameof(ReadingDocuments))]
public class WritingTheDocuments
{
    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var (file, part) in WrittenDocuments.Parts.Keys)
            {
                names.Add(file, part);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_part_of_a_document_says_what_the_tables_say(string file, string part) => Document.Hold(file, part, WrittenDocuments.Parts[(file, part)]());
}

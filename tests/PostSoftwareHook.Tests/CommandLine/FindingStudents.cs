using PostSoftwareHook.CommandLine.Clusters;

namespace PostSoftwareHook.Tests.CommandLine;

/// <summary>A student's kubeconfig in AgnosticD's output folder.</summary>
public sealed class FindingStudents : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("test-student1/low-latency-workshop-sno_test-student1_kubeconfig")]
    [InlineData("workshop-student1/low-latency-workshop-sno_workshop-student1_kubeconfig")]
    [InlineData("workshop-student1/kubeconfig")]
    [InlineData("workshop-student1/auth/kubeconfig")]
    [InlineData("sno_workshop-student1_kubeconfig")]
    [InlineData("student1/sno_student1_kubeconfig")]
    public void It_is_found_in_every_place_that_AgnosticD_and_the_old_script_knew(string place)
    {
        var file = _folder.Write(place, "");
        _folder.Write("workshop-student11/sno_workshop-student11_kubeconfig", "");

        Assert.Equal(file, StudentFolder.Find("student1", _folder.Path, _ => null, new()));
    }

    [Fact]
    public void AgnosticDs_own_file_goes_before_what_the_installer_left_beside_it()
    {
        _folder.Write("workshop-student1/kubeconfig", "");
        var file = _folder.Write("workshop-student1/sno_workshop-student1_kubeconfig", "");

        Assert.Equal(file, StudentFolder.Find("student1", _folder.Path, _ => null, new()));
    }

    [Fact]
    public void A_guid_in_full_goes_before_one_that_ends_so()
    {
        var file = _folder.Write("sno_student1_kubeconfig", "");
        _folder.Write("sno_workshop-student1_kubeconfig", "");

        Assert.Equal(file, StudentFolder.Find("student1", _folder.Path, _ => null, new()));
    }

    [Fact]
    public void Two_clusters_of_one_student_are_a_question_for_the_person()
    {
        _folder.Write("sno_test-student1_kubeconfig", "");
        _folder.Write("sno_workshop-student1_kubeconfig", "");

        var refusal = Assert.Throws<HookException>(() => StudentFolder.Find("student1", _folder.Path, _ => null, new())).Message;

        Assert.Contains("--student test-student1", refusal, StringComparison.Ordinal);
        Assert.Contains("sno_workshop-student1_kubeconfig", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AGNOSTICD_OUTPUT_DIR")]
    [InlineData("OUTPUT_DIR")]
    public void The_folder_comes_from_the_environment_where_it_is_not_given(string variable)
    {
        var file = _folder.Write("sno_workshop-student1_kubeconfig", "");

        Assert.Equal(file, StudentFolder.Find("student1", null, name => name == variable ? _folder.Path : null, new()));
    }

    [Fact]
    public void Nothing_found_says_where_it_was_looked_for_and_whom_there_is()
    {
        _folder.Write("sno_workshop-student2_kubeconfig", "");

        var refusal = Assert.Throws<HookException>(() => StudentFolder.Find("student1", _folder.Path, _ => null, new())).Message;

        Assert.Contains(_folder.Path, refusal, StringComparison.Ordinal);
        Assert.Contains("*-student1_kubeconfig", refusal, StringComparison.Ordinal);
        Assert.Contains("There are kubeconfigs for workshop-student2", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("The folder /nowhere does not exist", Assert.Throws<HookException>(() => StudentFolder.Find("student1", "/nowhere", _ => null, new())).Message, StringComparison.Ordinal);
}

namespace PostSoftwareHook.Propagation;

/// <summary>
/// The texts for each verdict. The sections on verdicts in the documents and the role's advice are generated from this table:
/// <c>UPDATE_DOCS=true ./build.sh test unit</c>.
/// </summary>
internal static class Verdicts
{
    /// <summary>One row per verdict, in the order used in the documents.</summary>
    public static IReadOnlyList<VerdictRow> Rows { get; } = [ClusterVerdicts.Rows[0], .. PodVerdicts.Rows, .. ClusterVerdicts.Rows.Skip(1)];

    public static VerdictRow Of(Verdict verdict) => Rows.First(row => row.Verdict == verdict);
}

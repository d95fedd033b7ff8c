using PostSoftwareHook.Propagation;

namespace PostSoftwareHook.Contract;

/// <summary>The warnings of a result, which Ansible prints after the task.</summary>
internal static class Warnings
{
    /// <summary>All notices, then the unmet conditions that do not fail the run.</summary>
    public static IReadOnlyList<string> Of(RunResult result) =>
    [
        .. result.Notices.Select(Of)
            .Concat(result.Unmet.Where(condition => !condition.IsFailure).Select(condition => $"{condition.Place}: {condition.Message}."))
            .Distinct(),
    ];

    private static string Of(Notice notice) => notice.Kind switch
    {
        NoticeKind.Warning or NoticeKind.PodsReplaced => notice.Text,
        NoticeKind.PodLeftAlone => $"{Capital(notice.Subject)} is left alone: {notice.Text}.{Commands(" To mend it: ", notice)}",
        NoticeKind.PodUnexplained => $"{Capital(notice.Subject)}: {notice.Text}.{Commands(" To make the kubelet try at once and say why: ", notice)}",
        NoticeKind.LinksLeft => $"{notice.Text}{Commands(" To remove them: ", notice)}",
    };

    private static string Capital(Subject subject) => $"{subject}" is var text && text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : "";

    private static string Commands(string lead, Notice notice) => notice.Commands.Count == 0 ? "" : $"{lead}{string.Join("; ", notice.Commands)}";
}

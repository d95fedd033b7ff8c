using CsCheck;
using PostSoftwareHook.Propagation;
using PostSoftwareHook.Tests.Infra;

namespace PostSoftwareHook.Tests.Propagation;

public class ComparingCredentials
{
    [Fact]
    public void The_order_of_entries_does_not_matter() =>
        Assert.True(Make.Credentials("quay.io", "registry.redhat.io").IsSameAs(Make.Credentials("registry.redhat.io", "quay.io")));

    [Fact]
    public void Another_password_is_another_credential()
    {
        var one = Make.Credentials(("quay.io", "one"));
        var two = Make.Credentials(("quay.io", "two"));

        Assert.False(one.IsSameAs(two));
        Assert.False(one.Covers(two));
    }

    [Fact]
    public void Another_user_is_another_credential() =>
        Assert.False(new RegistryCredentials([new("quay.io", new("bob", "s3cret"))]).Covers(new([new("quay.io", new("eve", "s3cret"))])));

    [Fact]
    public void More_registries_cover_fewer_but_are_not_the_same()
    {
        var more = Make.Credentials("quay.io", "registry.redhat.io", "extra.example.com");
        var fewer = Make.Credentials("quay.io", "registry.redhat.io");

        Assert.True(more.Covers(fewer));
        Assert.False(more.IsSameAs(fewer));
        Assert.False(fewer.Covers(more));
        Assert.False(fewer.IsSameAs(more));
        Assert.Equal(["extra.example.com"], more.KeysMissingIn(fewer));
        Assert.Empty(fewer.KeysMissingIn(more));
    }

    [Fact]
    public void Of_two_entries_with_one_key_the_first_wins() =>
        Assert.Equal("one", Make.Credentials(("quay.io", "one"), ("quay.io", "two")).Find("quay.io")!.Password);

    [Fact]
    public void Everything_is_the_same_as_itself_and_covers_itself_and_nothing() =>
        Some.Sample(a => a.IsSameAs(a) && a.Covers(a) && a.Covers(new RegistryCredentials([])));

    [Fact]
    public void Being_the_same_is_covering_each_other() =>
        Gen.Select(Some, Some).Sample((a, b) => a.IsSameAs(b) == (a.Covers(b) && b.Covers(a)) && a.IsSameAs(b) == b.IsSameAs(a));

    [Fact]
    public void Covering_carries_on() =>
        Gen.Select(Some, Some, Some).Sample((a, b, c) => !(a.Covers(b) && b.Covers(c)) || a.Covers(c));

    [Fact]
    public void A_merge_covers_the_first_of_its_parts_and_holds_every_key_of_both() =>
        Gen.Select(Some, Some).Sample((a, b) =>
        {
            var merged = new RegistryCredentials(a.Entries.Concat(b.Entries));
            return merged.Covers(a) && a.Keys.Union(b.Keys).Order(StringComparer.Ordinal).SequenceEqual(merged.Keys);
        });

    [Fact]
    public void One_that_covers_another_without_missing_keys_is_the_same() =>
        Gen.Select(Some, Some).Sample((a, b) => !a.Covers(b) || a.IsSameAs(b) == (a.KeysMissingIn(b).Count == 0));

    /// <summary>Few keys and fewer passwords, so that two of them often meet.</summary>
    private static Gen<RegistryCredentials> Some { get; } =
        Gen.Select(Gen.OneOf("quay.io", "quay.io/org", "registry.redhat.io"), Gen.OneOf("one", "two"))
            .Array[0, 4].Select(entries => Make.Credentials(entries.Select(entry => (entry.Item1, entry.Item2))));
}

using PostSoftwareHook.Api;

namespace PostSoftwareHook.Tests.Api;

/// <summary>A busy server gets fewer requests at once, and more again when it isn't busy any more.</summary>
public class HowManyRequestsAtOnce
{
    [Fact]
    public async Task No_more_than_the_limit_are_under_way_and_those_who_wait_come_in_their_order()
    {
        var limit = new RequestLimit(2);
        var first = await limit.EnterAsync(default);
        await limit.EnterAsync(default);
        var third = limit.EnterAsync(default);
        var fourth = limit.EnterAsync(default);
        Assert.False(third.IsCompleted);

        limit.Leave(first, isBusy: false);

        await third;
        Assert.False(fourth.IsCompleted);
    }

    [Fact]
    public async Task A_busy_server_halves_it_once_however_many_hear_of_it()
    {
        var limit = new RequestLimit(24);
        var together = await EnterAsync(limit, 24);

        foreach (var each in together)
        {
            limit.Leave(each, isBusy: true);
        }

        Assert.Equal(12, limit.Current);
    }

    [Fact]
    public async Task Each_further_burst_halves_it_again_but_one_request_is_always_let_through()
    {
        var limit = new RequestLimit(24);
        var limits = new List<int>();
        for (var burst = 0; burst < 6; burst++)
        {
            limit.Leave(await limit.EnterAsync(default), isBusy: true);
            limits.Add(limit.Current);
        }

        Assert.Equal([12, 6, 3, 1, 1, 1], limits);
    }

    [Fact]
    public async Task It_grows_by_one_for_each_round_of_calm_answers_up_to_where_it_began()
    {
        var limit = new RequestLimit(4);
        limit.Leave(await limit.EnterAsync(default), isBusy: true);
        var limits = new List<int>();
        for (var answer = 0; answer < 9; answer++)
        {
            limit.Leave(await limit.EnterAsync(default), isBusy: false);
            limits.Add(limit.Current);
        }

        Assert.Equal([2, 3, 3, 3, 4, 4, 4, 4, 4], limits);
    }

    [Fact]
    public async Task Those_who_wait_are_let_in_only_as_far_as_the_lowered_limit_goes()
    {
        var limit = new RequestLimit(4);
        var together = await EnterAsync(limit, 4);
        var waiting = Enumerable.Range(0, 4).Select(_ => limit.EnterAsync(default)).ToList();

        foreach (var each in together)
        {
            limit.Leave(each, isBusy: true);
        }

        await Task.WhenAll(waiting.Take(2));
        Assert.All(waiting.Skip(2), each => Assert.False(each.IsCompleted));
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_place()
    {
        var limit = new RequestLimit(1);
        var first = await limit.EnterAsync(default);
        using var patience = new CancellationTokenSource();
        var second = limit.EnterAsync(patience.Token);
        var third = limit.EnterAsync(default);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        limit.Leave(first, isBusy: false);

        await third;
    }

    private static async Task<List<int>> EnterAsync(RequestLimit limit, int count)
    {
        var entered = new List<int>();
        for (var each = 0; each < count; each++)
        {
            entered.Add(await limit.EnterAsync(default));
        }

        return entered;
    }
}

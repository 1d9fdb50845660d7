using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Engine.Decisions;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Cases.Listing;
using Touchstone.Service.Cases.Notes;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Cases;

public sealed class CaseListTests
{
    [Fact]
    public async Task Pages_hold_every_case_once_even_where_several_were_opened_at_the_same_time()
    {
        await using var service = await StartAsync();
        var opened = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            opened.Add((await OpenAsync(service, $"{i}.wav", i)).Id);
            // Three at a time.
            if (i % 3 == 2) service.Clock.Move(TimeSpan.FromMinutes(1));
        }
        var list = service.Get<CaseList>();
        var seen = new List<CaseSummary>();
        for (CaseCursor? after = null; ;)
        {
            var page = await list.ListAsync(new CaseQuery(After: after, Count: 5), CaseViewer.System, CancellationToken.None);
            seen.AddRange(page);
            if (page.Count < 5) break;
            after = CaseCursor.After(page[^1]);
        }
        Assert.Equal(opened.Order(), seen.Select(c => c.Id).Order());
        Assert.Equal(seen.OrderByDescending(c => c.OpenedAt).Select(c => c.OpenedAt), seen.Select(c => c.OpenedAt));
        var newer = await list.ListAsync(new CaseQuery { Before = CaseCursor.After(seen[4]) }, CaseViewer.System, CancellationToken.None);
        Assert.Equal(seen.Take(4).Select(c => c.Id), newer.Select(c => c.Id));
    }

    [Fact]
    public async Task Cases_are_found_by_part_of_the_name_by_number_by_digest_by_tag_and_by_state()
    {
        await using var service = await StartAsync();
        var harbour = await OpenAsync(service, "Harbour_100%.jpg", 1);
        await OpenAsync(service, "other.jpg", 2);
        await service.Get<CaseNotes>().AddTagAsync(harbour.Id, "  Port   Affair ", "account:x", CancellationToken.None);
        async Task<string[]> Found(CaseQuery query) => [.. (await service.Get<CaseList>().ListAsync(query, CaseViewer.System, CancellationToken.None)).Select(c => c.Title)];

        Assert.Equal(["Harbour_100%.jpg"], await Found(new CaseQuery("harbour_100%")));
        // Neither "_" nor "%" stands for anything but itself.
        Assert.Empty(await Found(new CaseQuery("harbourx100")));
        Assert.Equal(["Harbour_100%.jpg"], await Found(new CaseQuery("c-2026-0001")));
        Assert.Equal(["other.jpg"], await Found(new CaseQuery(Digest(2)[..10])));
        Assert.Equal(["Harbour_100%.jpg"], await Found(new CaseQuery { Tag = "port affair" }));
        Assert.Equal(2, (await Found(new CaseQuery { Progress = ExaminationState.Queued })).Length);
        Assert.Empty(await Found(new CaseQuery { Progress = ExaminationState.SetAside }));
    }

    [Fact]
    public void A_query_survives_its_address_and_ignores_what_makes_no_sense()
    {
        var query = new CaseQuery("a & b", Outcome.Flag, MediaKind.Video) { Progress = ExaminationState.Done, Tag = "port/affair" };
        Assert.Equal(query, Of(query.ToQuery()));
        Assert.Equal(new CaseQuery(), Of("outcome=7&kind=painting&progress=&text="));
        Assert.Equal("", new CaseQuery("   ").ToQuery());
    }

    [Fact]
    public async Task A_view_is_its_owners_alone_and_one_of_the_same_name_is_replaced()
    {
        await using var service = await StartAsync();
        var views = service.Get<SavedViews>();
        await views.SaveAsync("account:a", " Mine ", new CaseQuery("one"), CancellationToken.None);
        await views.SaveAsync("account:a", "Mine", new CaseQuery("two"), CancellationToken.None);
        var kept = Assert.Single(await views.OfAsync("account:a", CancellationToken.None));
        Assert.Equal(("Mine", "text=two"), (kept.Name, kept.Query));
        Assert.Empty(await views.OfAsync("account:b", CancellationToken.None));
        await views.RemoveAsync("account:b", kept.Id, CancellationToken.None);
        Assert.Single(await views.OfAsync("account:a", CancellationToken.None));
        await views.RemoveAsync("account:a", kept.Id, CancellationToken.None);
        Assert.Empty(await views.OfAsync("account:a", CancellationToken.None));
        await Assert.ThrowsAsync<ServiceException>(() => views.SaveAsync("account:a", "  ", new CaseQuery("x"), CancellationToken.None));
    }

    private static CaseQuery Of(string query)
    {
        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        return CaseQuery.Of(name => values.TryGetValue(name, out var value) ? value.ToString() : null);
    }

    private static string Digest(int number) => number.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) + new string('0', 56);

    private static Task<EmptyService> StartAsync() => EmptyService.StartAsync(services => services.AddSingleton<CaseList>().AddSingleton<CaseNotes>().AddSingleton<SavedViews>());

    private static Task<OpenedCase> OpenAsync(EmptyService service, string name, int number) => service.Get<JournalStore>().WriteAsync(
        (database, pen) => CaseBook.OpenAsync(database, pen, new NewCase(name, Digest(number), 844, MediaKind.Image, "JPEG", "account:x"), CancellationToken.None), CancellationToken.None);
}

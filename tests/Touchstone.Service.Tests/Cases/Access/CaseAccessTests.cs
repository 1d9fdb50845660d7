using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Accounts;
using Touchstone.Service.Cases;
using Touchstone.Service.Cases.Access;
using Touchstone.Service.Journal;
using Touchstone.Service.Webhooks;

namespace Touchstone.Service.Tests.Cases.Access;

public sealed class CaseAccessTests
{
    [Fact]
    public async Task A_look_is_noted_once_in_ten_minutes_for_each_person_also_after_a_restart()
    {
        await using var service = await EmptyService.StartAsync(s => s.AddTransient<CaseAccess>());
        var (subject, ada, bob) = (Guid.NewGuid(), Person(Guid.NewGuid()), Person(Guid.NewGuid()));
        var access = service.Get<CaseAccess>();
        foreach (var user in new[] { ada, ada, bob }) await access.NoteAsync(subject, user, CancellationToken.None);
        Assert.Equal(2, await LooksAsync(service, subject));
        service.Clock.Move(TimeSpan.FromMinutes(9));
        await access.NoteAsync(subject, ada, CancellationToken.None);
        await service.Get<CaseAccess>().NoteAsync(subject, ada, CancellationToken.None);
        Assert.Equal(2, await LooksAsync(service, subject));
        service.Clock.Move(TimeSpan.FromMinutes(2));
        await service.Get<CaseAccess>().NoteAsync(subject, ada, CancellationToken.None);
        Assert.Equal(3, await LooksAsync(service, subject));
    }

    [Fact]
    public async Task Webhooks_are_told_nothing_of_a_restricted_case()
    {
        await using var service = await EmptyService.StartAsync(s => s.AddSingleton<CaseAccess>().AddSingleton<WebhookBook>());
        var book = service.Get<WebhookBook>();
        await book.MakeUncheckedAsync("https://example.org/hook", Actors.System, CancellationToken.None);
        var cases = new List<Guid>();
        for (var i = 0; i < 2; i++)
            cases.Add(await service.Get<JournalStore>().WriteAsync(async (database, pen) => (await CaseBook.OpenAsync(database, pen, new NewCase("a", new string('a', 64), 1, MediaKind.Image, "PNG", Actors.System), CancellationToken.None)).Id, CancellationToken.None));
        await service.Get<CaseAccess>().SetAsync(cases[0], new CaseOpenness(true, []), Person(Guid.NewGuid(), Roles.Admin), CancellationToken.None);
        await book.HearAsync(service.Clock.GetUtcNow(), CancellationToken.None);
        var told = await book.DueAsync(service.Clock.GetUtcNow(), 10, CancellationToken.None);
        Assert.Contains(cases[1].ToString(), Assert.Single(told).Body);
    }

    private static async Task<int> LooksAsync(EmptyService service, Guid subject) =>
        (await service.Get<JournalStore>().OfAsync(subject.ToString(), CancellationToken.None)).Count(l => l.Kind == JournalKinds.CaseViewed);

    private static ClaimsPrincipal Person(Guid id, params string[] roles) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id.ToString()), .. roles.Select(r => new Claim(ClaimTypes.Role, r))], "test"));
}

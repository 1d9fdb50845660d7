using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Consent;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Consent;

public sealed class RetentionSweepTests
{
    private static readonly string Media = new('a', 64);

    [Fact]
    public async Task Media_are_deleted_when_the_last_ground_of_all_their_cases_has_ended_and_not_before()
    {
        await using var service = await EmptyService.StartAsync(services => services.AddSingleton<Disposal>().AddSingleton<RightsRegister>().AddSingleton<RetentionSweep>());
        await service.Get<JournalStore>().WriteAsync((database, pen) => database.Add(new SpecimenRow { Sha256 = Media, Bytes = 1, Kind = MediaKind.Image, Format = "PNG", ReceivedAt = pen.Now }), CancellationToken.None);
        var (register, sweep, start) = (service.Get<RightsRegister>(), service.Get<RetentionSweep>(), service.Clock.GetUtcNow());
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await register.RecordAsync(first, Media, new Rights(RightsBasis.Consent, ExpiresAt: start.AddDays(1)), Actors.System, CancellationToken.None);
        await register.RecordAsync(second, Media, new Rights(RightsBasis.Consent, ExpiresAt: start.AddDays(30)), Actors.System, CancellationToken.None);

        service.Clock.Move(TimeSpan.FromDays(2));
        await sweep.SweepAsync(CancellationToken.None);
        Assert.True(await IsHeldAsync(service));

        // The person withdraws the longer consent today.
        await register.RecordAsync(second, Media, new Rights(RightsBasis.Consent, ExpiresAt: service.Clock.GetUtcNow()), Actors.System, CancellationToken.None);
        await sweep.SweepAsync(CancellationToken.None);
        Assert.False(await IsHeldAsync(service));
        var line = Assert.Single(await service.Get<JournalStore>().AfterAsync(0, 100, CancellationToken.None), l => l.Kind == JournalKinds.SpecimenDeleted);
        Assert.Equal((Media, RetentionSweep.Reason), (line.DataText("sha256"), line.DataText("reason")));
    }

    [Fact]
    public async Task What_was_deleted_long_ago_does_not_stand_in_the_way_of_what_ends_today()
    {
        await using var service = await EmptyService.StartAsync(services => services.AddSingleton<Disposal>().AddSingleton<RightsRegister>());
        await service.Get<JournalStore>().WriteAsync(async (database, pen) =>
        {
            for (var i = 0; i <= 20; i++)
            {
                var sha256 = i == 20 ? Media : i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
                database.Add(new SpecimenRow { Sha256 = sha256, Bytes = 1, Kind = MediaKind.Image, Format = "PNG", ReceivedAt = pen.Now, DeletedAt = i == 20 ? null : pen.Now });
                await RightsRegister.RecordAsync(database, pen, Guid.NewGuid(), sha256, new Rights(RightsBasis.Own, ExpiresAt: pen.Now), Actors.System, CancellationToken.None);
            }
            return 0;
        }, CancellationToken.None);
        Assert.Equal([Media], await service.Get<RightsRegister>().EndedAsync(10, CancellationToken.None));
    }

    private static async Task<bool> IsHeldAsync(EmptyService service)
    {
        await using var database = await service.Get<IDbContextFactory<Database>>().CreateDbContextAsync();
        return await Disposal.IsHeldAsync(database, Media);
    }
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Analysis.Scheduling;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Analysis.Scheduling;

/// <summary>Parts of a node in this process: nothing is examined, and no sweep runs that would make up for what was not handed over.</summary>
public sealed class HandingOverTests(PostgresCluster cluster)
{
    private const int Limit = 40;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_asked_for_is_scheduled_soon_without_anybody_waiting_for_it(bool postgres)
    {
        await using var service = await StartAsync(postgres);
        var asked = await AskAsync(service, 3);
        foreach (var one in asked) service.Get<ExaminationQueue>().HandOver(one);
        Assert.Empty(await service.Get<ExaminationQueue>().ScheduledAsync(CancellationToken.None));
        using var handing = ActivatorUtilities.CreateInstance<HandingOver>(service.Get<IServiceProvider>());
        await handing.StartAsync(CancellationToken.None);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await service.Get<ExaminationQueue>().ScheduledAsync(patience.Token)).Count < asked.Count) await Task.Delay(20, patience.Token);
        await handing.StopAsync(CancellationToken.None);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_are_scheduled_where_one_of_them_waits_already_or_came_twice(bool postgres)
    {
        await using var service = await StartAsync(postgres);
        var (queue, asked) = (service.Get<ExaminationQueue>(), await AskAsync(service, 3));
        await queue.ScheduleAsync(asked[1], CancellationToken.None);
        await queue.ScheduleAsync([.. asked, asked[0]], CancellationToken.None);
        Assert.Equal(asked.Select(a => a.Id).ToHashSet(), await queue.ScheduledAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Room_that_was_seen_a_moment_ago_is_no_room_once_few_places_are_left()
    {
        await using var service = await StartAsync(postgres: false);
        var queue = service.Get<ExaminationQueue>();
        await queue.RefuseEarlyAsync(CancellationToken.None);
        await AskAsync(service, Limit);
        await Assert.ThrowsAsync<QueueFullException>(() => queue.RefuseEarlyAsync(CancellationToken.None));
    }

    private async Task<EmptyService> StartAsync(bool postgres)
    {
        var database = postgres ? await cluster.DatabaseAsync() : null;
        return await EmptyService.StartAsync(services =>
        {
            var options = ((ServiceOptions)services.Single(s => s.ServiceType == typeof(ServiceOptions)).ImplementationInstance!) with { QueueLimit = Limit };
            services.AddSingleton(options);
            services.AddAnalysis(options);
            Assert.Contains(services, s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(HandingOver));
        }, database);
    }

    private static async Task<IReadOnlyList<ExaminationStatus>> AskAsync(EmptyService service, int count)
    {
        var asked = new List<ExaminationStatus>();
        for (var i = 0; i < count; i++)
        {
            var request = new ExaminationRequest(i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture), MediaKind.Audio, Guid.CreateVersion7(), Actors.System);
            asked.Add(await service.Get<JournalStore>().WriteAsync((database, pen) => service.Get<ExaminationQueue>().RequestAsync(database, pen, request, CancellationToken.None), CancellationToken.None));
        }
        return asked;
    }
}

using Microsoft.Extensions.DependencyInjection;
using Touchstone.Media;
using Touchstone.Service.Intake;
using Touchstone.Service.Intake.Uploads;

namespace Touchstone.Service.Tests.Intake.Uploads;

public sealed class UploadStoreTests
{
    private static Task<EmptyService> StartAsync() => EmptyService.StartAsync(services => services.AddSingleton<UploadStore>());

    [Fact]
    public async Task What_nobody_goes_on_with_is_thrown_away_and_what_somebody_does_is_not()
    {
        await using var service = await StartAsync();
        var store = service.Get<UploadStore>();
        var (left, kept) = (store.Begin("a", 10), store.Begin("a", 10));
        service.Clock.Move(UploadStore.Wait - TimeSpan.FromMinutes(1));
        await store.AppendAsync(kept, 0, new MemoryStream([1, 2, 3]), CancellationToken.None);
        service.Clock.Move(TimeSpan.FromMinutes(2));
        // Over is over, even before the sweep has come round.
        Assert.Null(store.Find(left.Id, "a"));
        Assert.Equal(1, store.Expire());
        Assert.Equal(3, store.Find(kept.Id, "a")!.Offset);
        service.Clock.Move(UploadStore.Wait);
        Assert.Equal((1, 0), (store.Expire(), store.Expire()));
    }

    [Fact]
    public async Task One_owner_leaves_only_so_many_unfinished()
    {
        await using var service = await StartAsync();
        var store = service.Get<UploadStore>();
        var last = Enumerable.Range(0, UploadStore.MostOpen).Select(_ => store.Begin("a", 10)).ToList()[^1];
        Assert.Equal(Codes.UploadQuota, Assert.Throws<IntakeException>(() => store.Begin("a", 10)).Code);
        store.Begin("b", 10);
        store.Finish(last, new Receipt(Guid.NewGuid(), "C-2026-0001", new string('a', 64), 10, false));
        store.Begin("a", 10);
    }

    [Fact]
    public async Task A_part_that_comes_while_another_does_waits_for_nothing_and_spoils_nothing()
    {
        await using var service = await StartAsync();
        var store = service.Get<UploadStore>();
        var upload = store.Begin("a", 10);
        var (slow, arrived) = (new System.IO.Pipelines.Pipe(), new byte[] { 1, 2, 3 });
        var first = store.AppendAsync(upload, 0, slow.Reader.AsStream(), CancellationToken.None);
        Assert.Equal(Codes.UploadBusy, (await Assert.ThrowsAsync<IntakeException>(() => store.AppendAsync(upload, 0, new MemoryStream([9]), CancellationToken.None))).Code);
        await slow.Writer.WriteAsync(arrived);
        await slow.Writer.CompleteAsync();
        Assert.Equal(3, (await first).Offset);
    }

    [Fact]
    public async Task Another_node_or_the_next_start_goes_on_where_this_one_ended()
    {
        await using var service = await StartAsync();
        var upload = service.Get<UploadStore>().Begin("a", 4);
        await service.Get<UploadStore>().AppendAsync(upload, 0, new MemoryStream([1, 2]), CancellationToken.None);
        var next = new UploadStore(service.Get<Service.Platform.ServiceOptions>(), service.Clock);
        var found = next.Find(upload.Id, "a")!;
        await next.AppendAsync(found, found.Offset, new MemoryStream([3, 4]), CancellationToken.None);
        using var whole = new MemoryStream();
        await using (var content = next.OpenWhole(next.Find(upload.Id, "a")!)) await content.CopyToAsync(whole);
        Assert.Equal([1, 2, 3, 4], whole.ToArray());
    }
}

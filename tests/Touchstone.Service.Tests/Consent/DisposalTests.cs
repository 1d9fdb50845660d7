using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Engine;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Cases.Viewing;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Workbench;

namespace Touchstone.Service.Tests.Consent;

public sealed class DisposalTests
{
    private static readonly string First = new('a', 64);
    private static readonly string Second = new('b', 64);

    [Fact]
    public async Task Pictures_drawn_of_deleted_media_go_with_them_but_not_those_that_other_media_share()
    {
        await using var service = await EmptyService.StartAsync(services => services.AddSingleton<Disposal>());
        var (own, shared) = (await StoredAsync(service, "own"), await StoredAsync(service, "shared"));
        await service.Get<JournalStore>().WriteAsync((database, pen) =>
        {
            foreach (var sha256 in new[] { First, Second })
                database.Add(new SpecimenRow { Sha256 = sha256, Bytes = 1, Kind = MediaKind.Image, Format = "PNG", ReceivedAt = pen.Now });
            database.Add(Drawn(First, "ela", own));
            database.Add(Drawn(First, "picture", shared));
            database.Add(Drawn(Second, "picture", shared));
        }, CancellationToken.None);

        Assert.NotNull(await service.Get<Disposal>().DeleteAsync(First, "test", Actors.System, CancellationToken.None));
        Assert.Null(await service.Get<IBlobStore>().GetAsync(own, CancellationToken.None));
        Assert.NotNull(await service.Get<IBlobStore>().GetAsync(shared, CancellationToken.None));
        await using var database = await service.Get<IDbContextFactory<Database>>().CreateDbContextAsync(CancellationToken.None);
        Assert.Equal([Second], await database.Set<LayerRow>().Select(r => r.Sha256).ToListAsync(CancellationToken.None));

        Assert.NotNull(await service.Get<Disposal>().DeleteAsync(Second, "test", Actors.System, CancellationToken.None));
        Assert.Null(await service.Get<IBlobStore>().GetAsync(shared, CancellationToken.None));
    }

    [Fact]
    public async Task An_examination_of_media_deleted_meanwhile_leaves_nothing_and_waits_again_when_they_come_again()
    {
        await using var service = await EmptyService.StartAsync(services => services.AddSingleton<Disposal>().AddAnalysis(new ServiceOptions { DataFolder = Path.GetTempPath() }));
        var (journal, record) = (service.Get<JournalStore>(), service.Get<ExaminationRecord>());
        var asked = await journal.WriteAsync((database, pen) =>
        {
            database.Add(new SpecimenRow { Sha256 = First, Bytes = 1, Kind = MediaKind.Image, Format = "PNG", ReceivedAt = pen.Now });
            return service.Get<ExaminationQueue>().RequestAsync(database, pen, Request, CancellationToken.None);
        }, CancellationToken.None);
        Assert.Equal(ExaminationState.Running, (await record.BeginAsync(asked.Id, "here", CancellationToken.None))!.State);

        Assert.NotNull(await service.Get<Disposal>().DeleteAsync(First, "test", Actors.System, CancellationToken.None));
        var late = new Examined(Examination.Unexaminable(new SpecimenFacts("late", First, 1, MediaFormat.Unknown, MediaKind.Image, new Dictionary<string, string>(), []), PolicyFile.Default, Fault.Damaged(Codes.ServiceSpecimenGone, "late")), []);
        var ended = await record.CompleteAsync(asked.Id, late, Second, CancellationToken.None);
        Assert.Equal((ExaminationState.SetAside, Codes.ServiceSpecimenGone, null), (ended.State, ended.Code, ended.DocumentSha256));

        var again = await journal.WriteAsync((database, pen) => service.Get<ExaminationQueue>().RequestAsync(database, pen, Request, CancellationToken.None), CancellationToken.None);
        Assert.Equal((asked.Id, ExaminationState.Queued, null), (again.Id, again.State, again.Code));
    }

    private static ExaminationRequest Request => new(First, MediaKind.Image, Guid.Empty, Actors.System);

    private static LayerRow Drawn(string sha256, string view, string blob) => new()
    {
        Id = Guid.NewGuid(), Sha256 = sha256, EngineVersion = "1", View = view, Layers = JsonSerializer.Serialize(new List<Layer> { new(view, view, view, "", "image/png", blob) }),
    };

    private static async Task<string> StoredAsync(EmptyService service, string content)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, content);
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path)));
        await service.Get<IBlobStore>().PutAsync(digest, path, CancellationToken.None);
        File.Delete(path);
        return digest;
    }
}

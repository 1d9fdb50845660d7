using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Touchstone.Engine.Likeness;
using Touchstone.Media;
using Touchstone.Service.Cases;
using Touchstone.Service.Intake;
using Touchstone.Service.Journal;
using Touchstone.Service.Likeness;
using Touchstone.Service.Platform;

namespace Touchstone.Service.Tests.Likeness;

public abstract class LikenessBookTests
{
    /// <summary>The address of the database; null for a SQLite file.</summary>
    protected abstract Task<string?> DatabaseAsync();

    private static readonly string A = new('a', 64), B = new('b', 64), C = new('c', 64);

    private async Task<EmptyService> StartAsync()
    {
        var service = await EmptyService.StartAsync(services => services.AddSingleton<LikenessBook>().AddSingleton<KnownPictures>().AddSingleton<CaseList>().AddSingleton<Disposal>(), await DatabaseAsync());
        await service.Get<JournalStore>().WriteAsync((database, pen) =>
        {
            foreach (var sha256 in new[] { A, B, C }) database.Add(new SpecimenRow { Sha256 = sha256, Bytes = 1, Kind = MediaKind.Image, Format = "PNG", ReceivedAt = pen.Now });
        }, CancellationToken.None);
        return service;
    }

    // A texture that no other seed has.
    private static PictureRecord Record(int seed)
    {
        var thumbnail = new byte[PicturePrint.Edge * PicturePrint.Edge];
        new Random(seed).NextBytes(thumbnail);
        return new PictureRecord(640, 480, 1, thumbnail, [new StoredPoint(1, 2, 3, 4, 0xfedcba9876543210)], []);
    }

    private static async Task<bool> AddAsync(EmptyService service, string sha256, PictureRecord record)
    {
        var known = service.Get<KnownPictures>();
        await known.FollowAsync(CancellationToken.None);
        return await service.Get<LikenessBook>().KeepAsync(sha256, PrintBytes.Of(record), known.Find(record, CancellationToken.None), known.Ordinal, CancellationToken.None);
    }

    private static async Task<List<(string, string)>> LikesAsync(EmptyService service)
    {
        await using var database = await service.Get<IDbContextFactory<Database>>().CreateDbContextAsync();
        return [.. (await database.Set<LikeRow>().ToListAsync()).Select(l => (l.Sha256, l.Other))];
    }

    [Fact]
    public void A_print_is_read_as_it_was_written()
    {
        var (written, read) = (Record(1), PrintBytes.Read(PrintBytes.Of(Record(1))));
        Assert.Equal((written.Width, written.Height, written.Step), (read.Width, read.Height, read.Step));
        Assert.Equal(written.Thumbnail, read.Thumbnail);
        Assert.Equal(written.Points, read.Points);
    }

    [Fact]
    public async Task A_picture_is_found_among_those_before_it_and_no_other_is()
    {
        await using var service = await StartAsync();
        Assert.True(await AddAsync(service, A, Record(1)));
        Assert.True(await AddAsync(service, B, Record(2)));
        Assert.True(await AddAsync(service, C, Record(1)));
        Assert.Equal([(C, A)], await LikesAsync(service));
    }

    [Fact]
    public async Task A_search_that_another_print_overtook_is_made_again()
    {
        await using var service = await StartAsync();
        var known = service.Get<KnownPictures>();
        await known.FollowAsync(CancellationToken.None);
        // Another node was faster.
        Assert.True(await AddAsync(service, A, Record(1)));
        Assert.False(await service.Get<LikenessBook>().KeepAsync(B, PrintBytes.Of(Record(1)), [], 0, CancellationToken.None));
        Assert.True(await AddAsync(service, B, Record(1)));
        Assert.Equal([(B, A)], await LikesAsync(service));
        // And once it is kept, doing it again changes nothing.
        Assert.True(await AddAsync(service, B, Record(1)));
        Assert.Single(await LikesAsync(service));
    }

    [Fact]
    public async Task Deleted_media_take_their_print_along_and_are_found_no_more()
    {
        await using var service = await StartAsync();
        await AddAsync(service, A, Record(1));
        await AddAsync(service, B, Record(1));
        Assert.NotNull(await service.Get<Disposal>().DeleteAsync(A, "test", Actors.System, CancellationToken.None));
        Assert.Empty(await LikesAsync(service));
        await AddAsync(service, C, Record(1));
        Assert.Equal([(C, B)], await LikesAsync(service));
        // A print that was being taken while its media were deleted is not kept.
        Assert.True(await AddAsync(service, A, Record(1)));
        await using var database = await service.Get<IDbContextFactory<Database>>().CreateDbContextAsync();
        Assert.False(await database.Set<PrintRow>().AnyAsync(r => r.Sha256 == A));
    }
}

/// <summary>In a SQLite file.</summary>
public sealed class SqliteLikenessBookTests : LikenessBookTests
{
    protected override Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PostgresLikenessBookTests(PostgresCluster cluster) : LikenessBookTests
{
    protected override async Task<string?> DatabaseAsync() => await cluster.DatabaseAsync();
}

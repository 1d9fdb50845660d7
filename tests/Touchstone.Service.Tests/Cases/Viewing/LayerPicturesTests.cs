using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Touchstone.Service.Intake;

namespace Touchstone.Service.Tests.Cases.Viewing;

public sealed class LayerPicturesTests(RunningService service)
{
    // More than any method on pixels works on: soon examined, and still to be looked at.
    private const int Width = 8200, Height = 6200;

    [Fact]
    public async Task A_video_is_played_as_a_film_made_of_it_in_parts_by_those_who_may_read_its_case_until_it_is_deleted()
    {
        if (MadeVideo.Missing is { } reason) Assert.Skip(reason);
        using var uploaded = await service.UploadAsync(await MadeVideo.ThreeShotsAsync(frequency: 410), "three shots.avi");
        var receipt = (await uploaded.Content.ReadFromJsonAsync<Receipt>())!;
        var examined = await service.EndOfAsync(receipt);
        var address = $"/cases/{examined.Id}/layers/film/film";

        using var whole = await service.Client.GetAsync(address);
        var bytes = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal("video/mp4", whole.Content.Headers.ContentType!.MediaType);
        Assert.Equal("ftyp"u8, bytes.AsSpan(4, 4));
        Assert.Equal("inline", whole.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(whole.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("sandbox", Assert.Single(whole.Headers.GetValues("Content-Security-Policy")));

        using var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(100, 299), IfRange = new RangeConditionHeaderValue(whole.Headers.ETag!) } };
        using var part = await service.Client.SendAsync(asked);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[100..300], await part.Content.ReadAsByteArrayAsync());
        using var beyond = await service.Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(bytes.Length + 1, null) } });
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);

        Assert.NotEqual(HttpStatusCode.OK, (await service.Stranger.GetAsync(address)).StatusCode);
        using var colleague = await service.SomeoneAsync("film-colleague", "Analyst");
        Assert.Equal(HttpStatusCode.OK, (await colleague.GetAsync(address)).StatusCode);
        (await service.Client.PutAsJsonAsync($"/api/v1/cases/{examined.Id}/access", new { restricted = true, to = Array.Empty<string>() })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync(address)).StatusCode);

        Assert.NotEmpty(Films(bytes));
        using var deleted = await service.Client.DeleteAsync($"/api/v1/cases/{examined.Id}/specimen?reason=test");
        deleted.EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync(address)).StatusCode);
        Assert.Empty(Films(bytes));
    }

    [Fact]
    public async Task A_large_picture_comes_in_tiles_and_no_address_reaches_beyond_them()
    {
        using var uploaded = await service.UploadAsync(MadePng.Of(Width, Height, MadePng.Pixels(Width, Height)), "large.png");
        var examined = await service.EndOfAsync((await uploaded.Content.ReadFromJsonAsync<Receipt>())!);
        var before = Blobs();
        var address = $"/cases/{examined.Id}/tiles";
        foreach (var (tile, size) in new[] { ("0/0/0", (512, 512)), ("0/16/12", (8, 56)), ("1/8/6", (4, 28)), ("5/0/0", (257, 194)) })
        {
            using var answer = await service.Client.GetAsync($"{address}/{tile}");
            Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal(size, SizeOf(await answer.Content.ReadAsByteArrayAsync()));
        }
        foreach (var beyond in new[] { "0/17/0", "0/0/13", "6/0/0", "-1/0/0", "0/-1/0", "0/0/-1", "2147483647/0/0", "0/2147483647/2147483647", "0/0/99999999999", "0/0/..%2f..%2fkey", "0/..%2f/0", "..%2f..%2fetc/0/0" })
            Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync($"{address}/{beyond}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync($"/cases/{examined.Id}/layers/tiles/tiles")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await service.Stranger.GetAsync($"{address}/0/0/0")).StatusCode);

        var made = Assert.Single(Blobs().Except(before));
        (await service.Client.DeleteAsync($"/api/v1/cases/{examined.Id}/specimen?reason=test")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await service.Client.GetAsync($"{address}/0/0/0")).StatusCode);
        Assert.DoesNotContain(made, Blobs());
    }

    private IEnumerable<string> Films(byte[] bytes)
    {
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        return Directory.EnumerateFiles(service.DataFolder, digest, SearchOption.AllDirectories);
    }

    // Tiles of a picture of this size: other tests store what they make meanwhile.
    private HashSet<string> Blobs() => [.. Directory.EnumerateFiles(Path.Combine(service.DataFolder, "media"), "*", SearchOption.AllDirectories).Where(f => IsTiles(f))];

    private static bool IsTiles(string file)
    {
        using var stream = File.OpenRead(file);
        var head = new byte[8];
        return stream.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8 && (BitConverter.ToInt32(head), BitConverter.ToInt32(head, 4)) == (Width, Height);
    }

    private static (int Width, int Height) SizeOf(byte[] png) => (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
}

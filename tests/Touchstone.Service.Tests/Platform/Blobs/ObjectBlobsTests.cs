using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Touchstone.Media;
using Touchstone.Service.Analysis;
using Touchstone.Service.Backups;
using Touchstone.Service.Intake;
using Touchstone.Service.Measures;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Tests.Platform.Blobs;

public sealed class ObjectBlobsTests(ObjectStore store) : IDisposable
{
    // Above 5 MiB an object is sent in parts.
    private const int SeveralParts = 12 << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("touchstone-objects-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SeveralParts)]
    public async Task What_is_put_is_got_listed_and_deleted(int length)
    {
        using var blobs = await OpenAsync("contents");
        var content = new byte[length];
        new Random(length).NextBytes(content);
        var (digest, path) = await FileAsync(content);
        Assert.Null(await blobs.GetAsync(digest, CancellationToken.None));
        await blobs.PutAsync(digest, path, CancellationToken.None);
        await blobs.PutAsync(digest, path, CancellationToken.None);
        Assert.Contains(new StoredBlob(digest, length), await blobs.ListAsync(CancellationToken.None).ToListAsync());
        string got;
        using (var file = (await blobs.GetAsync(digest, CancellationToken.None))!)
        {
            got = file.Path;
            Assert.Equal(content, await File.ReadAllBytesAsync(got));
        }
        Assert.False(File.Exists(got));
        var (from, count) = (length / 3, length / 2);
        if (count > 0) Assert.Equal(content[from..(from + count)], await blobs.ReadAsync(digest, from, count, CancellationToken.None));
        Assert.True(await blobs.DeleteAsync(digest, CancellationToken.None));
        Assert.False(await blobs.DeleteAsync(digest, CancellationToken.None));
        Assert.Null(await blobs.GetAsync(digest, CancellationToken.None));
        Assert.Null(await blobs.ReadAsync(digest, 0, 1, CancellationToken.None));
    }

    [Fact]
    public async Task Content_that_is_not_what_its_name_says_is_never_given_out()
    {
        using var blobs = await OpenAsync("contents");
        var (_, path) = await FileAsync([1, 2, 3]);
        var other = new string('a', 64);
        await blobs.PutAsync(other, path, CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => blobs.GetAsync(other, CancellationToken.None));
        await blobs.DeleteAsync(other, CancellationToken.None);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_or_has_no_such_bucket_is_said_when_the_service_starts()
    {
        string[] wrong = [await store.BucketAsync("missing"), "s3+http://key:S3RVER@127.0.0.1:9/contents"];
        foreach (var blobs in wrong)
        {
            var (code, output) = await Command.RunAsync("serve", "--data", _folder.FullName, "--url", $"http://127.0.0.1:{ServiceProgram.FreePort()}", "--blobs", blobs);
            Assert.Equal(2, code);
            Assert.Contains($"({Codes.ServiceStore})", output, StringComparison.Ordinal);
            // The key's secret must not reach a log.
            Assert.DoesNotContain("S3RVER", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Media_in_an_object_store_are_examined_backed_up_and_deleted()
    {
        var address = await store.BucketAsync("service");
        using var blobs = await OpenAsync("service");
        var data = Path.Combine(_folder.FullName, "data");
        await using var program = new ServiceProgram(RunningService.Program, data) { Arguments = ["--blobs", address] };
        await program.ServeAsync();
        await program.SignInAsync();
        var receipt = await program.BringAsync(Specimens.Recording(7), "stored elsewhere.wav");
        Assert.Equal(ExaminationState.Done, (await program.EndOfAsync(receipt, Patience.Longest)).Progress);
        Assert.Equal(HttpStatusCode.OK, (await program.Client.GetAsync($"/api/v1/cases/{receipt.Case}/findings")).StatusCode);
        // The specimen and its result.
        Assert.Equal(2, await blobs.ListAsync(CancellationToken.None).CountAsync());
        Assert.False(Directory.Exists(Path.Combine(data, "media")));

        var archive = Path.Combine(_folder.FullName, "backup.zip");
        Assert.Equal(0, (await Command.RunAsync("db", "backup", archive, "--data", data, "--blobs", address, "--with-media")).Code);
        var restored = Path.Combine(_folder.FullName, "restored");
        Assert.Equal(0, (await Command.RunAsync("db", "restore", archive, "--data", restored)).Code);
        Assert.Equal(2, (await DatabaseState.ReadAsync(new() { DataFolder = restored }, CancellationToken.None)).Media);

        using var answer = await program.Client.DeleteAsync($"/api/v1/cases/{receipt.Case}/specimen?reason=test");
        Assert.Equal(receipt.Sha256, (await answer.Content.ReadFromJsonAsync<Deleted>())!.Sha256);
        Assert.Empty(await blobs.ListAsync(CancellationToken.None).ToListAsync());
    }

    private async Task<ObjectBlobs> OpenAsync(string bucket) => new(ObjectStoreAddress.Parse(await store.BucketAsync(bucket))!);

    private async Task<(string Digest, string Path)> FileAsync(byte[] content)
    {
        var path = Path.Combine(_folder.FullName, "content");
        await File.WriteAllBytesAsync(path, content);
        return (Convert.ToHexStringLower(SHA256.HashData(content)), path);
    }
}

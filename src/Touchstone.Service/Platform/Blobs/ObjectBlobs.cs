using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Minio;
using Minio.DataModel.Args;
using Minio.Exceptions;

namespace Touchstone.Service.Platform.Blobs;

/// <summary>Media in an S3-compatible store, one object per digest; read through a temporary file, because examinations need random access.</summary>
internal sealed class ObjectBlobs : IBlobStore, IDisposable
{
    private const int SignedSeconds = 60;

    private readonly HttpClient _http = new();
    private readonly IMinioClient _client;
    private readonly string _bucket;

    internal ObjectBlobs(ObjectStoreAddress address)
    {
        _bucket = address.Bucket;
        var client = new MinioClient().WithEndpoint(address.Endpoint).WithCredentials(address.Key, address.Secret).WithSSL(address.Encrypted);
        _client = (address.Region is { } region ? client.WithRegion(region) : client).Build();
    }

    public async Task PutAsync(string sha256, string path, CancellationToken cancel)
    {
        if (await ExistsAsync(sha256, cancel)) return;
        await _client.PutObjectAsync(new PutObjectArgs().WithBucket(_bucket).WithObject(sha256).WithFileName(path).WithContentType("application/octet-stream"), cancel);
    }

    public async Task<BlobFile?> GetAsync(string sha256, CancellationToken cancel)
    {
        if (!await ExistsAsync(sha256, cancel)) return null;
        var file = new BlobFile(Path.Combine(Path.GetTempPath(), $"touchstone-{Guid.NewGuid():N}.blob"), true);
        try
        {
            await _client.GetObjectAsync(new GetObjectArgs().WithBucket(_bucket).WithObject(sha256).WithCallbackStream((content, token) => CopyAsync(content, file.Path, sha256, token)), cancel);
            return file;
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is ObjectNotFoundException) return null;
            throw;
        }
    }

    public async Task<byte[]?> ReadAsync(string sha256, long offset, int count, CancellationToken cancel)
    {
        // The client asks for the facts of the same stretch first, and takes the answer to that for an error.
        var address = await _client.PresignedGetObjectAsync(new PresignedGetObjectArgs().WithBucket(_bucket).WithObject(sha256).WithExpiry(SignedSeconds));
        using var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(offset, offset + count - 1) } };
        using var answer = await _http.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        if (answer.StatusCode != HttpStatusCode.PartialContent) throw new IOException("The store gives no stretch of an object.");
        var bytes = new byte[count];
        await using var content = await answer.Content.ReadAsStreamAsync(cancel);
        await content.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    public async Task<bool> DeleteAsync(string sha256, CancellationToken cancel)
    {
        if (!await ExistsAsync(sha256, cancel)) return false;
        await _client.RemoveObjectAsync(new RemoveObjectArgs().WithBucket(_bucket).WithObject(sha256), cancel);
        return true;
    }

    public async IAsyncEnumerable<StoredBlob> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in _client.ListObjectsEnumAsync(new ListObjectsArgs().WithBucket(_bucket), cancel))
            yield return new StoredBlob(item.Key, (long)item.Size);
    }

    public async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            return await _client.BucketExistsAsync(new BucketExistsArgs().WithBucket(_bucket), cancel);
        }
        catch (Exception e) when (e is MinioException or HttpRequestException or IOException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    // What comes over the network may break off, and what is examined must be what was asked for.
    private static async Task CopyAsync(Stream content, string path, string sha256, CancellationToken cancel)
    {
        using var hash = SHA256.Create();
        await using (var file = File.Create(path))
        await using (var hashed = new CryptoStream(file, hash, CryptoStreamMode.Write))
            await content.CopyToAsync(hashed, cancel);
        if (Convert.ToHexStringLower(hash.Hash!) != sha256) throw new IOException($"The store gave other content than {sha256}.");
    }

    private async Task<bool> ExistsAsync(string sha256, CancellationToken cancel)
    {
        try
        {
            await _client.StatObjectAsync(new StatObjectArgs().WithBucket(_bucket).WithObject(sha256), cancel);
            return true;
        }
        catch (ObjectNotFoundException)
        {
            return false;
        }
    }
}

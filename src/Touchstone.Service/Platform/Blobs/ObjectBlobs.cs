using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Minio;
using Minio.DataModel.Args;
using Minio.Exceptions;

namespace Touchstone.Service.Platform.Blobs;

/// <summary>Media in an S3-compatible store, one object per digest; read through a temporary file, because examinations need random access.</summary>
internal sealed class ObjectBlobs : IBlobStore, IDisposable
{
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
        var bytes = new byte[count];
        try
        {
            var part = new GetObjectArgs().WithBucket(_bucket).WithObject(sha256).WithOffsetAndLength(offset, count);
            await _client.GetObjectAsync(part.WithCallbackStream(async (content, token) => await content.ReadExactlyAsync(bytes, token)), cancel);
            return bytes;
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
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

    public void Dispose() => _client.Dispose();

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

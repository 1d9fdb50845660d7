using System.Runtime.CompilerServices;
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
        _client = new MinioClient().WithEndpoint(address.Endpoint).WithCredentials(address.Key, address.Secret).WithSSL(address.Encrypted).Build();
    }

    public async Task PutAsync(string sha256, string path, CancellationToken cancel)
    {
        if (await ExistsAsync(sha256, cancel)) return;
        await _client.PutObjectAsync(new PutObjectArgs().WithBucket(_bucket).WithObject(sha256).WithFileName(path).WithContentType("application/octet-stream"), cancel);
    }

    public async Task<BlobFile?> GetAsync(string sha256, CancellationToken cancel)
    {
        var path = Path.Combine(Path.GetTempPath(), $"touchstone-{Guid.NewGuid():N}.blob");
        try
        {
            await _client.GetObjectAsync(new GetObjectArgs().WithBucket(_bucket).WithObject(sha256).WithFile(path), cancel);
            return new BlobFile(path, true);
        }
        catch (ObjectNotFoundException)
        {
            File.Delete(path);
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

using System.Runtime.CompilerServices;

namespace Touchstone.Service.Platform.Blobs;

/// <summary>Media in a folder: media/ab/abcdef…, written beside and moved into place, so that a file that exists is whole.</summary>
internal sealed class FolderBlobs : IBlobStore
{
    private readonly string _folder;

    internal FolderBlobs(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    public Task PutAsync(string sha256, string path, CancellationToken cancel)
    {
        var target = PathOf(sha256);
        if (File.Exists(target)) return Task.CompletedTask;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var beside = $"{target}.{Guid.NewGuid():N}.part";
        File.Copy(path, beside);
        File.Move(beside, target, overwrite: true);
        return Task.CompletedTask;
    }

    public Task<BlobFile?> GetAsync(string sha256, CancellationToken cancel)
    {
        var path = PathOf(sha256);
        return Task.FromResult(File.Exists(path) ? new BlobFile(path, false) : null);
    }

    public async Task<byte[]?> ReadAsync(string sha256, long offset, int count, CancellationToken cancel)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path)) return null;
        await using var file = File.OpenRead(path);
        file.Position = offset;
        var bytes = new byte[count];
        await file.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    public Task<bool> DeleteAsync(string sha256, CancellationToken cancel)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path)) return Task.FromResult(false);
        File.Delete(path);
        return Task.FromResult(true);
    }

    public async IAsyncEnumerable<StoredBlob> ListAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var file in new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => IsDigest(f.Name)))
        {
            cancel.ThrowIfCancellationRequested();
            yield return new StoredBlob(file.Name, file.Length);
        }
    }

    public Task<bool> AnswersAsync(CancellationToken cancel) => Task.FromResult(Directory.Exists(_folder));

    private string PathOf(string sha256)
    {
        // The digest becomes a path: nothing but 64 hexadecimal digits may.
        if (!IsDigest(sha256)) throw new ArgumentException("A digest has 64 lower-case hexadecimal digits.", nameof(sha256));
        return Path.Combine(_folder, sha256[..2], sha256);
    }

    private static bool IsDigest(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}

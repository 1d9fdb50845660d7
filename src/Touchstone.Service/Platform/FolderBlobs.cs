namespace Touchstone.Service.Platform;

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

    public Task<bool> DeleteAsync(string sha256, CancellationToken cancel)
    {
        var path = PathOf(sha256);
        if (!File.Exists(path)) return Task.FromResult(false);
        File.Delete(path);
        return Task.FromResult(true);
    }

    public Task<bool> AnswersAsync(CancellationToken cancel) => Task.FromResult(Directory.Exists(_folder));

    private string PathOf(string sha256)
    {
        // The digest becomes a path: nothing but 64 hexadecimal digits may.
        if (sha256 is not { Length: 64 } || !sha256.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("A digest has 64 lower-case hexadecimal digits.", nameof(sha256));
        return Path.Combine(_folder, sha256[..2], sha256);
    }
}

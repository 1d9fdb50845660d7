using System.Security.Cryptography;

namespace Touchstone.Service.Platform.Blobs;

/// <summary>Storing what this program makes itself.</summary>
internal static class BlobWriting
{
    /// <summary>Writes content to a passing file, stores it, and returns the digest it is found by.</summary>
    /// <param name="blobs">Where to.</param>
    /// <param name="folder">Where the passing file lies; the store may move it away.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<string> MakeAsync(this IBlobStore blobs, string folder, Func<Stream, Task> write, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"made-{Guid.NewGuid():N}.part");
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
                await write(file);
            await using var written = File.OpenRead(path);
            var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(written, cancel));
            await blobs.PutAsync(digest, path, cancel);
            return digest;
        }
        finally
        {
            File.Delete(path);
        }
    }
}

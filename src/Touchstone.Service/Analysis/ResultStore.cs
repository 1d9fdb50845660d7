using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Touchstone.Service.Platform;
using Touchstone.Workbench;
using Touchstone.Workbench.Documents;

namespace Touchstone.Service.Analysis;

/// <summary>Results as content: the examination with its maps and pictures, compressed, stored under its digest.</summary>
public sealed class ResultStore(ServiceOptions options, IBlobStore blobs)
{
    /// <summary>Stores a result; returns the digest it is found by.</summary>
    internal async Task<string> PutAsync(Examined examined, CancellationToken cancel)
    {
        Directory.CreateDirectory(options.DataFolder);
        var path = Path.Combine(options.DataFolder, $"result-{Guid.NewGuid():N}.part");
        try
        {
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            await using (var zipped = new BrotliStream(file, CompressionLevel.Fastest))
                await JsonSerializer.SerializeAsync(zipped, examined, ExaminationJson.Complete, cancel);
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

    /// <summary>A stored result, or null when it is gone.</summary>
    public async Task<Examined?> GetAsync(string digest, CancellationToken cancel)
    {
        using var file = await blobs.GetAsync(digest, cancel);
        if (file is null) return null;
        await using var stored = File.OpenRead(file.Path);
        await using var unzipped = new BrotliStream(stored, CompressionMode.Decompress);
        return await JsonSerializer.DeserializeAsync<Examined>(unzipped, ExaminationJson.Complete, cancel);
    }
}

/// <summary>What an examination reads and what it leaves.</summary>
internal sealed record StoredContent(IBlobStore Media, ResultStore Results);

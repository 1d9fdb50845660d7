using System.IO.Compression;
using System.Text.Json;
using Touchstone.Service.Platform;
using Touchstone.Service.Platform.Blobs;
using Touchstone.Workbench;
using Touchstone.Workbench.Documents;

namespace Touchstone.Service.Analysis;

/// <summary>Results as content: the examination with its maps and pictures, compressed, stored under its digest.</summary>
public sealed class ResultStore(ServiceOptions options, IBlobStore blobs)
{
    /// <summary>Stores a result; returns the digest it is found by.</summary>
    internal Task<string> PutAsync(Examined examined, CancellationToken cancel) => blobs.MakeAsync(options.DataFolder, async file =>
    {
        await using var zipped = new BrotliStream(file, CompressionLevel.Fastest);
        await JsonSerializer.SerializeAsync(zipped, examined, ExaminationJson.Complete, cancel);
    }, cancel);

    /// <summary>Removes a result that nothing came to name.</summary>
    internal Task DropAsync(string digest, CancellationToken cancel) => blobs.DeleteAsync(digest, cancel);

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
public sealed record StoredContent(IBlobStore Media, ResultStore Results);

using Touchstone.Engine.Likeness;
using Touchstone.Service.Analysis;
using Touchstone.Service.Platform.Blobs;

namespace Touchstone.Service.Likeness;

/// <summary>Takes the print of a stored picture, in the supervised process.</summary>
internal sealed class PrintMaker(IBlobStore blobs, Bench bench)
{
    /// <summary>The print; null where the media are gone or no picture can be read from them.</summary>
    internal async Task<PictureRecord?> OfAsync(string sha256, CancellationToken cancel)
    {
        using var file = await blobs.GetAsync(sha256, cancel);
        return file is null ? null : (await bench.RecordAsync(file.Path, cancel)).Record;
    }
}

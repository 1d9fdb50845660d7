using Touchstone.Evaluation.Manipulations.Making;
using Touchstone.Media.Pixels;

namespace Touchstone.Evaluation.Measures.Bench;

/// <summary>Large pictures laid of photographs: real texture and noise everywhere, nothing repeated.</summary>
internal static class BenchMosaic
{
    /// <summary>Edge of a piece, pixels.</summary>
    internal const int Edge = 512;

    /// <summary>Pieces of different photographs side by side, or null where the set has fewer.</summary>
    internal static async Task<RgbImage?> LayAsync(MeasureRequest request, int across, int down, CancellationToken cancel)
    {
        var photos = BenchPhoto.Sample(BenchPhoto.Hosts(BenchPhoto.Read(request)), 2 * across * down);
        var image = new RgbImage(across * Edge, down * Edge, new byte[across * Edge * down * Edge * 3]);
        var laid = 0;
        foreach (var photo in photos)
        {
            if (laid == across * down) break;
            if (!(await Task.Run(() => PixelFile.Load(photo.Path, cancel), cancel)).TryGet(out var tile, out _) || Math.Min(tile.Width, tile.Height) < Edge) continue;
            var (left, top) = (laid % across * Edge, laid / across * Edge);
            for (var y = 0; y < Edge; y++) tile.Samples.AsSpan(3 * y * tile.Width, 3 * Edge).CopyTo(image.Samples.AsSpan(3 * ((top + y) * image.Width + left)));
            laid++;
        }
        return laid == across * down ? image : null;
    }
}

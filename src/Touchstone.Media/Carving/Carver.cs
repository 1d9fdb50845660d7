using Touchstone.Media.Containers;
using Touchstone.Media.Jpeg;

namespace Touchstone.Media.Carving;

/// <summary>Finds every JPEG inside a file by its own structure: thumbnails, multi-picture entries, previews of raw files, what follows EOI, remains in a blob of bytes.</summary>
/// <remarks>
/// A picture begins with FF D8 FF and a marker that may stand there, its segments follow one another without a gap, a frame header
/// comes before a scan, and it ends with EOI or where no segment follows. Each is then decoded to coefficients, which tells the
/// whole from the damaged. Nested pictures are found as well: a thumbnail inside a preview inside a raw file. Work is bounded:
/// bytes looked at, candidates, pixels decoded.
/// </remarks>
public static class Carver
{
    // Files are read in windows; a picture is bounded by the window it begins in, which reaches this much further than the next begins.
    private const int WindowBytes = 64 << 20;
    private const int OverlapBytes = 64 << 20;

    // Marker chains that claim each other's bytes: each byte may be followed this often before the rest of the window is left alone.
    private const int LooksPerByte = 8;

    private const int MaximumPictures = 4096;
    private const string TextPlace = "text";

    /// <summary>Carves a specimen; its structure names the places.</summary>
    /// <param name="specimen">The file.</param>
    /// <param name="cancel">Stops it.</param>
    public static CarvedPictures Of(Specimen specimen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        specimen.Container.TryGet(out var tree, out _);
        var carved = Of(specimen.Bytes, specimen.Limits, tree, cancel);
        if (specimen.Kind != MediaKind.Image || !specimen.Metadata.TryGet(out var metadata, out _)) return carved;
        var budget = specimen.Limits.MaximumPixels;
        var texts = metadata.Previews.Where(p => p.Offset < 0 && CarvedStream.TryFollow(p.Bytes, out _, out _))
            .Select(p => Named(p.Bytes, p.Source is "" ? TextPlace : p.Source, ref budget, specimen.Limits, cancel));
        return carved with { Pictures = [.. carved.Pictures, .. texts] };
    }

    /// <summary>Carves bytes of any kind.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="limits">Bounds; at most <see cref="Limits.MaximumPixels"/> are decoded in all, four times over.</param>
    /// <param name="tree">The structure of the file, or null where it has none that is known.</param>
    /// <param name="cancel">Stops it.</param>
    public static CarvedPictures Of(ByteSource source, Limits limits, ContainerTree? tree, CancellationToken cancel) => Of(source, limits, tree, WindowBytes, OverlapBytes, cancel);

    /// <summary>Carves in windows of a stated size, each followed as many bytes further as the overlap has.</summary>
    internal static CarvedPictures Of(ByteSource source, Limits limits, ContainerTree? tree, int windowBytes, int overlapBytes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(limits);
        var search = new Search(source, limits, cancel);
        for (long start = 0; start < source.Length && !search.IsFull; start += windowBytes) search.Window(start, windowBytes, overlapBytes);
        return new(CarvedPlaces.Name(search.Found, tree), search.Notes);
    }

    private static CarvedPicture Named(byte[] bytes, string place, ref long budget, Limits limits, CancellationToken cancel)
    {
        CarvedStream.TryFollow(bytes, out var stream, out _);
        var own = bytes.AsMemory(0, stream.Length);
        return Picture(own, stream, -1, limits, ref budget, cancel) with { Place = place, Bytes = own.ToArray() };
    }

    private static CarvedPicture Picture(ReadOnlyMemory<byte> bytes, CarvedStream stream, long offset, Limits limits, ref long budget, CancellationToken cancel) =>
        new(offset, stream.Length, Sha256.Of(ByteSource.Of(bytes), cancel), "", stream.Width, stream.Height, State(bytes, stream, limits, ref budget, cancel));

    private static CarvedState State(ReadOnlyMemory<byte> bytes, CarvedStream stream, Limits limits, ref long budget, CancellationToken cancel)
    {
        if (stream.Process > JpegMarkers.Sof2) return CarvedState.OtherProcess;
        if (!stream.HasEoi) return CarvedState.Cut;
        var pixels = (long)stream.Width * stream.Height;
        if (pixels > budget) return CarvedState.NotDecoded;
        budget -= pixels;
        var own = bytes.ToArray();
        var view = new JpegDecoder(own, JpegStructure.Walk(own, 0, limits.MaximumNodes), limits, cancel).Decode();
        if (view.TryGet(out var coefficients, out var fault)) return coefficients.DamagedAtOffset is null ? CarvedState.Whole : CarvedState.Damaged;
        return fault.Code == Codes.JpegUnsupported ? CarvedState.OtherProcess : CarvedState.Damaged;
    }

    private sealed class Search(ByteSource source, Limits limits, CancellationToken cancel)
    {
        private long _budget = 4 * limits.MaximumPixels;
        private bool _isBudgetTold;

        private static ReadOnlySpan<byte> Beginning => [0xFF, JpegMarkers.Soi, 0xFF];

        internal List<CarvedPicture> Found { get; } = [];

        internal List<string> Notes { get; } = [];

        internal bool IsFull { get; private set; }

        internal void Window(long start, int windowBytes, int overlapBytes)
        {
            var bytes = source.Slice(start, windowBytes + overlapBytes);
            var own = Math.Min(windowBytes, bytes.Length);
            // A beginning within the window may have its last bytes in the next.
            var reach = Math.Min(own + Beginning.Length - 1, bytes.Length);
            var looks = LooksPerByte * (long)bytes.Length;
            for (var at = 0; at < own;)
            {
                cancel.ThrowIfCancellationRequested();
                var next = bytes.AsSpan(at, reach - at).IndexOf(Beginning);
                if (next < 0) return;
                at += next;
                if (CarvedStream.TryFollow(bytes.AsSpan(at), out var stream, out var looked)) Add(bytes, at, stream, start);
                looks -= looked;
                if (IsFull) return;
                if (looks < 0)
                {
                    Notes.Add($"From byte {start + at:N0} on, too many beginnings of pictures claim the same bytes; {own - at:N0} bytes were left alone.");
                    return;
                }
                at += 2;
            }
        }

        private void Add(byte[] bytes, int at, CarvedStream stream, long start)
        {
            if (Found.Count == MaximumPictures)
            {
                Notes.Add($"More than {MaximumPictures:N0} pictures; what follows byte {start + at:N0} was left alone.");
                IsFull = true;
                return;
            }
            var offset = start + at;
            var picture = Picture(bytes.AsMemory(at, stream.Length), stream, offset, limits, ref _budget, cancel);
            Found.Add(picture);
            if (picture.State == CarvedState.NotDecoded && !_isBudgetTold)
            {
                Notes.Add($"From byte {offset:N0} on, pictures beyond {4 * limits.MaximumPixels:N0} pixels in all were not decoded.");
                _isBudgetTold = true;
            }
            if (picture.State == CarvedState.Cut && at + stream.Length >= bytes.Length - 1 && start + bytes.Length < source.Length)
                Notes.Add($"The picture at byte {offset:N0} was followed up to byte {start + bytes.Length:N0} only; it may go on there.");
        }
    }
}

namespace Touchstone.Provenance.Containers.Embedding;

/// <summary>A stretch of the source and what stands there in the finished file.</summary>
/// <param name="Replaced">Stretch of the source; of length 0 to insert.</param>
/// <param name="With">Bytes in its place; empty to drop it.</param>
internal sealed record Replacement(ByteRange Replaced, ReadOnlyMemory<byte> With);

/// <summary>How a manifest store of known size goes into an asset. The finished file can be read before the store exists, with zeros in its place.</summary>
internal sealed class EmbeddingPlan
{
    private readonly AssetBytes _source;
    private readonly ByteRange _place;
    private readonly Func<ReadOnlyMemory<byte>, byte[]> _wrap;
    private readonly IReadOnlyList<Replacement> _others;
    private readonly long _length;

    /// <summary>Plans an embedding.</summary>
    /// <param name="source">The asset as it is.</param>
    /// <param name="storeBytes">Size of the store.</param>
    /// <param name="place">Stretch of the source that the wrapped store replaces; of length 0 to insert.</param>
    /// <param name="wrap">The store with markers, lengths, chunk head and CRC; its length depends on the store's length alone.</param>
    /// <param name="others">Other changes, which overlap neither the place nor each other.</param>
    internal EmbeddingPlan(AssetBytes source, int storeBytes, ByteRange place, Func<ReadOnlyMemory<byte>, byte[]> wrap, IReadOnlyList<Replacement> others)
    {
        _source = source;
        _place = place;
        _wrap = wrap;
        _others = others;
        StoreBytes = storeBytes;
        var blank = wrap(new byte[storeBytes]);
        var before = others.Where(r => r.Replaced.Start <= place.Start).Sum(r => r.With.Length - r.Replaced.Length);
        StoreRange = new ByteRange(place.Start + before, blank.Length);
        _length = source.Length + others.Sum(r => r.With.Length - r.Replaced.Length) + blank.Length - place.Length;
    }

    /// <summary>What follows the store in the place without being part of it: a padding byte.</summary>
    internal ReadOnlyMemory<byte> Tail { get; init; }

    /// <summary>Size of the store.</summary>
    internal int StoreBytes { get; }

    /// <summary>Where the store lies in the finished file, with its wrapping.</summary>
    internal ByteRange StoreRange { get; }

    /// <summary>Size of the finished file.</summary>
    internal long Length => _length + Tail.Length;

    /// <summary>The finished file.</summary>
    /// <param name="store">A store of <see cref="StoreBytes"/> bytes.</param>
    internal AssetBytes Output(ReadOnlyMemory<byte> store)
    {
        if (store.Length != StoreBytes) throw new ArgumentException($"The plan is for a store of {StoreBytes} bytes, not {store.Length}.", nameof(store));
        byte[] inPlace = [.. _wrap(store), .. Tail.Span];
        Replacement[] changes = [.. _others.Append(new Replacement(_place, inPlace)).OrderBy(r => r.Replaced.Start)];
        List<Piece> pieces = [];
        long source = 0, at = 0;
        foreach (var change in changes)
        {
            Add(pieces, ref at, new Piece(at, change.Replaced.Start - source, source, default));
            Add(pieces, ref at, new Piece(at, change.With.Length, 0, change.With));
            source = change.Replaced.End;
        }
        Add(pieces, ref at, new Piece(at, _source.Length - source, source, default));
        return new AssetBytes(at, (offset, destination) => Read(pieces, offset, destination));
    }

    /// <summary>Writes the finished file.</summary>
    internal void Write(ReadOnlyMemory<byte> store, Stream output, CancellationToken cancel)
    {
        var file = Output(store);
        var buffer = new byte[1 << 18];
        for (long at = 0; at < file.Length;)
        {
            cancel.ThrowIfCancellationRequested();
            var read = file.Read(at, buffer);
            if (read == 0) throw new EndOfStreamException("The asset ended before its stated length.");
            output.Write(buffer, 0, read);
            at += read;
        }
    }

    private static void Add(List<Piece> pieces, ref long at, Piece piece)
    {
        if (piece.Length <= 0) return;
        pieces.Add(piece);
        at += piece.Length;
    }

    private int Read(List<Piece> pieces, long offset, Span<byte> destination)
    {
        var index = First(pieces, offset);
        var done = 0;
        while (done < destination.Length && index < pieces.Count)
        {
            var piece = pieces[index++];
            var skip = offset + done - piece.At;
            var part = destination.Slice(done, (int)Math.Min(destination.Length - done, piece.Length - skip));
            if (piece.Bytes.IsEmpty)
            {
                var read = _source.Read(piece.Source + skip, part);
                if (read < part.Length) return done + read;
            }
            else
            {
                piece.Bytes.Span.Slice((int)skip, part.Length).CopyTo(part);
            }
            done += part.Length;
        }
        return done;
    }

    // The piece that holds the offset.
    private static int First(List<Piece> pieces, long offset)
    {
        int low = 0, high = pieces.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (pieces[middle].At <= offset) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    // Bytes empty: the piece is the source's from Source on.
    private readonly record struct Piece(long At, long Length, long Source, ReadOnlyMemory<byte> Bytes);
}

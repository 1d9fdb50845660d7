using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Touchstone.Engine.Likeness;
using Touchstone.Media;

namespace Touchstone.Workbench.Likeness;

/// <summary>A store of pictures that can be searched: one file that only grows.</summary>
/// <remarks>
/// <code>
/// offset  bytes   content
/// 0       8       "TSPICTUR"
/// 8       4       version 1, little-endian as all numbers
/// then, for each picture:
/// 0       4       n, length of what follows without the check
/// 4       n       SHA-256 of the file (32), length of its name and the name in UTF-8, width, height, working step, hash of the whole (8),
///                 thumbnail (4096), number of keypoints, 16 bytes for each
/// 4+n     8       first bytes of the SHA-256 of those n
/// </code>
/// Numbers without a stated length have 4 bytes, the step 8. No pixel of a picture is kept but its thumbnail of 64×64 grey samples.
/// A picture cut off at the end (power lost while it was written) is left out and written over by the next; anything else that does not fit is refused.
/// </remarks>
public sealed class PictureStore
{
    /// <summary>Name of the file in the store's folder.</summary>
    public const string FileName = "pictures.tsstore";

    /// <summary>Most pictures of a store.</summary>
    public const int MaximumPictures = 250_000;

    private const int Version = 1, Preamble = 12, CheckBytes = 8, HashBytes = 32, MaximumNameBytes = 4096, PointBytes = 16;
    private const int MaximumRecordBytes = HashBytes + MaximumNameBytes + 32 + PicturePrint.Edge * PicturePrint.Edge + PictureRecord.StoredPoints * PointBytes;
    private static readonly byte[] _magic = Encoding.ASCII.GetBytes("TSPICTUR");

    private readonly string _path;
    private readonly List<StoredPicture> _pictures = [];
    private readonly List<ulong> _hashes = [];
    private readonly HashSet<string> _known = [];
    private long _end;

    private PictureStore(string path) => _path = path;

    /// <summary>The pictures, in the order in which they were added.</summary>
    public IReadOnlyList<StoredPicture> Pictures => _pictures;

    /// <summary>Whether the last picture had been cut off when the store was opened.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Opens a store.</summary>
    /// <param name="folder">Its folder; made where it may be.</param>
    /// <param name="make">Whether to make it where there is none.</param>
    /// <exception cref="StoreException">There is none, or the file is not one.</exception>
    /// <exception cref="IOException">It cannot be read or made.</exception>
    public static PictureStore Open(string folder, bool make)
    {
        var store = new PictureStore(Path.Combine(folder, FileName));
        if (File.Exists(store._path))
        {
            store.Read(File.ReadAllBytes(store._path));
            return store;
        }
        if (!make) throw new StoreException(Codes.StoreMissing, $"There is no store in {folder}. Make one with --add.");
        Directory.CreateDirectory(folder);
        var start = new byte[Preamble];
        _magic.CopyTo(start, 0);
        BinaryPrimitives.WriteInt32LittleEndian(start.AsSpan(8), Version);
        File.WriteAllBytes(store._path, start);
        store._end = Preamble;
        return store;
    }

    /// <summary>Adds pictures at the end; those whose bytes the store holds already are passed over.</summary>
    /// <returns>How many were added.</returns>
    /// <exception cref="StoreException">The store is full.</exception>
    /// <exception cref="IOException">It cannot be written, or another program is writing it.</exception>
    public int Add(IEnumerable<StoredPicture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        using var file = new FileStream(_path, FileMode.Open, FileAccess.Write, FileShare.None);
        file.SetLength(_end);
        file.Position = _end;
        var added = 0;
        foreach (var picture in pictures)
        {
            if (!_known.Add(picture.Sha256)) continue;
            if (_pictures.Count >= MaximumPictures) throw new StoreException(Codes.StoreFull, $"A store holds {MaximumPictures:N0} pictures; begin another.");
            var hash = PicturePrint.OfThumbnail(picture.Record.Thumbnail).Hashes[0];
            file.Write(Bytes(picture, hash));
            _pictures.Add(picture with { Record = picture.Record.ToStore() });
            _hashes.Add(hash);
            added++;
        }
        _end = file.Position;
        return added;
    }

    /// <summary>The index over all pictures.</summary>
    public LikenessIndex Index() => new([.. _pictures.Select(p => p.Record)], [.. _hashes]);

    private void Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Preamble || !file.StartsWith(_magic) || BinaryPrimitives.ReadInt32LittleEndian(file[8..]) != Version)
            throw new StoreException(Codes.StoreMalformed, $"{_path} is no store of pictures of this version.");
        _end = Preamble;
        while (_end < file.Length)
        {
            var rest = file[(int)_end..];
            var length = rest.Length < 4 ? 0 : BinaryPrimitives.ReadInt32LittleEndian(rest);
            if (rest.Length < 4 || length is > 0 and <= MaximumRecordBytes && rest.Length < 4 + length + CheckBytes)
            {
                // A changed length looks like a picture cut off too, and what follows it would be written over: the counts inside must agree with it.
                if (rest.Length > 4 && Stated(rest[4..]) is { } stated && stated != length) throw new StoreException(Codes.StoreMalformed, $"{_path} was changed: picture {_pictures.Count + 1} is not as long as its counts say.");
                WasCut = true;
                return;
            }
            if (length is <= 0 or > MaximumRecordBytes || _pictures.Count >= MaximumPictures || !SHA256.HashData(rest.Slice(4, length)).AsSpan(0, CheckBytes).SequenceEqual(rest.Slice(4 + length, CheckBytes)))
                throw new StoreException(Codes.StoreMalformed, $"{_path} was changed: picture {_pictures.Count + 1} does not fit its check.");
            Take(rest.Slice(4, length));
            _end += 4 + length + CheckBytes;
        }
    }

    // Length of a picture by its own counts, or null where it is cut off before them; no whole picture is that short.
    private static long? Stated(ReadOnlySpan<byte> bytes)
    {
        const int toName = HashBytes + 4, afterName = 4 + 4 + 8 + 8 + PicturePrint.Edge * PicturePrint.Edge;
        if (bytes.Length < toName) return null;
        long toCount = toName + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[HashBytes..]) + afterName;
        return toCount > int.MaxValue || bytes.Length < toCount + 4 ? null : toCount + 4 + (long)PointBytes * BinaryPrimitives.ReadUInt32LittleEndian(bytes[(int)toCount..]);
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var reader = new RecordReader(bytes);
        try
        {
            var sha = Convert.ToHexStringLower(reader.Next(HashBytes));
            var name = Encoding.UTF8.GetString(reader.Next(reader.Int(MaximumNameBytes)));
            var (width, height, step, hash) = (reader.Int(int.MaxValue), reader.Int(int.MaxValue), reader.Double(), reader.Long());
            var thumbnail = reader.Next(PicturePrint.Edge * PicturePrint.Edge).ToArray();
            var points = MemoryMarshal.Cast<byte, StoredPoint>(reader.Next(reader.Int(PictureRecord.StoredPoints) * PointBytes)).ToArray();
            if (!(step >= 1 && width > 0 && height > 0)) throw new StoreException(Codes.StoreMalformed, $"{_path}: picture {_pictures.Count + 1} has no size.");
            _pictures.Add(new StoredPicture(name, sha, new PictureRecord(width, height, step, thumbnail, points, [])));
            _hashes.Add((ulong)hash);
            _known.Add(sha);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new StoreException(Codes.StoreMalformed, $"{_path}: picture {_pictures.Count + 1} is not written as it should be.");
        }
    }

    private static byte[] Bytes(StoredPicture picture, ulong hash)
    {
        var record = picture.Record.ToStore();
        var name = Encoding.UTF8.GetBytes(picture.Name);
        if (name.Length > MaximumNameBytes) name = name[..MaximumNameBytes];
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(0);
        writer.Write(Convert.FromHexString(picture.Sha256));
        writer.Write(name.Length);
        writer.Write(name);
        writer.Write(record.Width);
        writer.Write(record.Height);
        writer.Write(record.Step);
        writer.Write(hash);
        writer.Write(record.Thumbnail);
        writer.Write(record.Points.Length);
        writer.Write(MemoryMarshal.AsBytes(record.Points.AsSpan()));
        writer.Flush();
        var content = memory.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(content, content.Length - 4);
        return [.. content, .. SHA256.HashData(content.AsSpan(4)).AsSpan(0, CheckBytes)];
    }

    // Every read says how much may be read; what passes the end is a damaged record.
    private ref struct RecordReader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        public ReadOnlySpan<byte> Next(int length)
        {
            var next = _rest[..length];
            _rest = _rest[length..];
            return next;
        }

        public int Int(int most)
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(Next(4));
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most);
            return value;
        }

        public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Next(8));

        public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Next(8));
    }
}

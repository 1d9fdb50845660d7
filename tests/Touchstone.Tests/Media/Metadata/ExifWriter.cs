using static Touchstone.Tests.Media.Metadata.Bytes;

namespace Touchstone.Tests.Media.Metadata;

/// <summary>Writes an Exif block: big-endian TIFF with IFD0, the Exif and GPS directories, and IFD1 with a thumbnail (Exif 2.32 section 4.5).</summary>
public sealed class ExifWriter
{
    private readonly SortedDictionary<int, (int Type, int Count, byte[] Value)> _main = [];
    private readonly SortedDictionary<int, (int Type, int Count, byte[] Value)> _exif = [];
    private readonly SortedDictionary<int, (int Type, int Count, byte[] Value)> _gps = [];
    private byte[]? _thumbnail;

    public ExifWriter Main(int tag, string text) => Put(_main, tag, 2, text.Length + 1, [.. Ascii(text), 0]);
    public ExifWriter Main(int tag, int number) => Put(_main, tag, 3, 1, Big16(number));
    public ExifWriter Exif(int tag, string text) => Put(_exif, tag, 2, text.Length + 1, [.. Ascii(text), 0]);
    public ExifWriter Exif(int tag, int number) => Put(_exif, tag, 4, 1, Big32(number));
    public ExifWriter Undefined(int tag, byte[] bytes) => Put(_exif, tag, 7, bytes.Length, bytes);
    public ExifWriter Gps(int tag, string text) => Put(_gps, tag, 2, text.Length + 1, [.. Ascii(text), 0]);
    public ExifWriter Gps(int tag, params (long Numerator, long Denominator)[] ratios) =>
        Put(_gps, tag, 5, ratios.Length, [.. ratios.SelectMany(r => Join(Big32(r.Numerator), Big32(r.Denominator)))]);

    public ExifWriter Thumbnail(byte[] jpeg)
    {
        _thumbnail = jpeg;
        return this;
    }

    /// <summary>The TIFF structure, as it lies in a PNG eXIf chunk or behind "Exif\0\0" in a JPEG.</summary>
    public byte[] ToArray()
    {
        // Two passes: sizes do not depend on the offsets, so the first fixes them and the second writes them.
        int exifAt = 0, gpsAt = 0, secondAt = 0, thumbnailAt = 0;
        byte[] file = [];
        for (var pass = 0; pass < 2; pass++)
        {
            if (_exif.Count > 0) Put(_main, 34665, 4, 1, Big32(exifAt));
            if (_gps.Count > 0) Put(_main, 34853, 4, 1, Big32(gpsAt));
            var second = new SortedDictionary<int, (int, int, byte[])>();
            if (_thumbnail is not null)
            {
                second[259] = (3, 1, Big16(6));
                second[513] = (4, 1, Big32(thumbnailAt));
                second[514] = (4, 1, Big32(_thumbnail.Length));
            }
            byte[] head = [.. Ascii("MM"), 0, 42, .. Big32(8)];
            var main = Directory(_main, 8, secondAt);
            exifAt = head.Length + main.Length;
            var exif = Directory(_exif, exifAt, 0);
            gpsAt = exifAt + exif.Length;
            var gps = Directory(_gps, gpsAt, 0);
            secondAt = _thumbnail is null ? 0 : gpsAt + gps.Length;
            var thumbnails = _thumbnail is null ? [] : Directory(second, secondAt, 0);
            thumbnailAt = secondAt + thumbnails.Length;
            file = [.. head, .. main, .. exif, .. gps, .. thumbnails, .. _thumbnail ?? []];
        }
        return file;
    }

    /// <summary>The block as a JPEG APP1 segment.</summary>
    public byte[] Segment() => Bytes.Segment(0xE1, [.. Ascii("Exif\0\0"), .. ToArray()]);

    private static byte[] Directory(SortedDictionary<int, (int Type, int Count, byte[] Value)> entries, int at, int next)
    {
        if (entries.Count == 0) return [];
        List<byte> table = [.. Big16(entries.Count)];
        List<byte> values = [];
        var valuesAt = at + 2 + (12 * entries.Count) + 4;
        foreach (var (tag, (type, count, value)) in entries)
        {
            table.AddRange([.. Big16(tag), .. Big16(type), .. Big32(count)]);
            if (value.Length <= 4) table.AddRange([.. value, .. new byte[4 - value.Length]]);
            else
            {
                table.AddRange(Big32(valuesAt + values.Count));
                values.AddRange([.. value, .. new byte[value.Length & 1]]);
            }
        }
        return [.. table, .. Big32(next), .. values];
    }

    private ExifWriter Put(SortedDictionary<int, (int, int, byte[])> into, int tag, int type, int count, byte[] value)
    {
        into[tag] = (type, count, value);
        return this;
    }
}

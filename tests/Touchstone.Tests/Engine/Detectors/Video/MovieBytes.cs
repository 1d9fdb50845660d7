using System.Buffers.Binary;
using System.Text;

namespace Touchstone.Tests.Engine.Detectors.Video;

/// <summary>Builds small MP4 files box by box (ISO/IEC 14496-12), one video track of 25 pictures a second at timescale 1000 unless told otherwise.</summary>
internal sealed record MovieBytes
{
    internal (int Samples, int Duration)[] Times { get; init; } = [(100, 40)];
    internal int? Sizes { get; init; }
    internal int[]? KeyPictures { get; init; }
    internal (int Duration, int MediaTime)[] Edits { get; init; } = [];
    internal int MovieDuration { get; init; } = 4000;
    internal int TrackDuration { get; init; } = 4000;
    internal int MediaDuration { get; init; } = 4000;
    internal uint Created { get; init; }
    internal uint Modified { get; init; }
    internal int Descriptions { get; init; } = 1;
    internal string Brand { get; init; } = "mp42";
    internal string Handler { get; init; } = "Camera video";
    internal (string Type, string Text)[] UserData { get; init; } = [];

    internal byte[] Build() =>
    [
        .. Box("ftyp", Ascii(Brand), U32(0), Ascii(Brand), Ascii("isom")),
        .. Box("moov", MovieHeader(), Track(), Box("udta", [.. UserData.SelectMany(t => Box(t.Type, U16(t.Text.Length), U16(0x55C4), Encoding.UTF8.GetBytes(t.Text)))])),
        .. Box("mdat", new byte[64]),
    ];

    // Full box, creation, modification, timescale, duration, rate, volume, reserved, matrix, pre-defined, next track.
    private byte[] MovieHeader() => Box("mvhd", U32(0), U32(Created), U32(Modified), U32(1000), U32((uint)MovieDuration), U32(0x10000), U16(0x100), new byte[10], new byte[36], new byte[24], U32(2));

    private byte[] Track()
    {
        var header = Box("tkhd", U32(3), U32(Created), U32(Modified), U32(1), U32(0), U32((uint)TrackDuration), new byte[8], new byte[8], new byte[36], U32(64 << 16), U32(48 << 16));
        var edits = Edits.Length == 0 ? [] : Box("edts", Box("elst", U32(0), U32((uint)Edits.Length), [.. Edits.SelectMany(e => (byte[])[.. U32((uint)e.Duration), .. U32((uint)e.MediaTime), .. U32(0x10000)])]));
        var mediaHeader = Box("mdhd", U32(0), U32(Created), U32(Modified), U32(1000), U32((uint)MediaDuration), U16(0x55C4), U16(0));
        var handler = Box("hdlr", U32(0), U32(0), Ascii("vide"), new byte[12], Ascii(Handler + "\0"));
        return Box("trak", header, edits, Box("mdia", mediaHeader, handler, Box("minf", SampleTable())));
    }

    private byte[] SampleTable()
    {
        // Sample entry: reserved, data reference, then 70 bytes of visual fields.
        var entry = Box("avc1", new byte[6], U16(1), new byte[70]);
        var count = Times.Sum(t => t.Samples);
        return Box("stbl",
            Box("stsd", U32(0), U32((uint)Descriptions), [.. Enumerable.Repeat(entry, Descriptions).SelectMany(e => e)]),
            Box("stts", U32(0), U32((uint)Times.Length), [.. Times.SelectMany(t => (byte[])[.. U32((uint)t.Samples), .. U32((uint)t.Duration)])]),
            KeyPictures is null ? [] : Box("stss", U32(0), U32((uint)KeyPictures.Length), [.. KeyPictures.SelectMany(k => U32((uint)k))]),
            Box("stsz", U32(0), U32(0), U32((uint)(Sizes ?? count)), [.. Enumerable.Repeat(U32(10), Sizes ?? count).SelectMany(s => s)]));
    }

    private static byte[] Box(string type, params byte[][] parts)
    {
        byte[] body = [.. parts.SelectMany(p => p)];
        return [.. U32((uint)(8 + body.Length)), .. Encoding.Latin1.GetBytes(type), .. body];
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}

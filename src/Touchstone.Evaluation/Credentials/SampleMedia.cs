using System.Buffers.Binary;
using System.Text;
using ImageMagick;
using Touchstone.Evaluation.Manipulations;

namespace Touchstone.Evaluation.Credentials;

/// <summary>Small unsigned files, rendered: what is signed to make vectors.</summary>
public static class SampleMedia
{
    private const int SampleRateHz = 8000;

    /// <summary>A JPEG of 96 × 64 pixels.</summary>
    public static byte[] Jpeg() => JpegWriter.Save(new SimulatedCamera(1).Take(new RenderedScene(11), 96, 64, 1), 85, camera: true);

    /// <summary>A PNG of 96 × 64 pixels.</summary>
    public static byte[] Png()
    {
        var image = new SimulatedCamera(1).Take(new RenderedScene(11), 96, 64, 1);
        using var magick = new MagickImage(image.Samples, new PixelReadSettings((uint)image.Width, (uint)image.Height, StorageType.Char, PixelMapping.RGB));
        magick.Settings.SetDefine(MagickFormat.Png, "exclude-chunks", "date,time");
        return magick.ToByteArray(MagickFormat.Png);
    }

    /// <summary>A tenth of a second of sound as WAV.</summary>
    public static byte[] Wav()
    {
        var samples = new float[SampleRateHz / 10];
        for (var i = 0; i < samples.Length; i++) samples[i] = 0.5f * MathF.Sin(2 * MathF.PI * 440 * i / SampleRateHz);
        return WavWriter.Write(samples, SampleRateHz);
    }

    /// <summary>The same sound as uncompressed samples in an MP4 file with one chunk, whose place stands in <c>stco</c> (ISO/IEC 14496-12 §8.7.5).</summary>
    public static byte[] Mp4()
    {
        var samples = new byte[SampleRateHz / 10 * 2];
        for (var i = 0; i < samples.Length / 2; i++) BinaryPrimitives.WriteInt16BigEndian(samples.AsSpan(2 * i), (short)(16384 * MathF.Sin(2 * MathF.PI * 440 * i / SampleRateHz)));
        var type = Box("ftyp", "isom"u8, U32(0x200), "isommp42"u8);
        var moov = Moov(samples.Length / 2, 0);
        return [.. type, .. Moov(samples.Length / 2, (uint)(type.Length + moov.Length + 8)), .. Box("mdat", samples)];
    }

    private static byte[] Moov(int samples, uint chunk)
    {
        var duration = U32((uint)samples);
        byte[] matrix = [.. U32(0x10000), .. new byte[12], .. U32(0x10000), .. new byte[12], .. U32(0x40000000)];
        var table = Box("stbl",
            Box("stsd", U32(0), U32(1), Box("twos", new byte[6], U16(1), new byte[8], U16(1), U16(16), U32(0), U32(SampleRateHz << 16))),
            Box("stts", U32(0), U32(1), duration, U32(1)),
            Box("stsc", U32(0), U32(1), U32(1), duration, U32(1)),
            Box("stsz", U32(0), U32(2), duration),
            Box("stco", U32(0), U32(1), U32(chunk)));
        var media = Box("mdia",
            Box("mdhd", U32(0), new byte[8], U32(SampleRateHz), duration, U16(0x55C4), U16(0)),
            Box("hdlr", U32(0), U32(0), "soun"u8, new byte[12], "sound\0"u8),
            Box("minf", Box("smhd", U32(0), U32(0)), Box("dinf", Box("dref", U32(0), U32(1), Box("url ", U32(1)))), table));
        return Box("moov",
            Box("mvhd", U32(0), new byte[8], U32(SampleRateHz), duration, U32(0x10000), U16(0x100), new byte[10], matrix, new byte[24], U32(2)),
            Box("trak", Box("tkhd", U32(7), new byte[8], U32(1), U32(0), duration, new byte[8], U16(0), U16(0), U16(0x100), U16(0), matrix, U32(0), U32(0)), media));
    }

    private static byte[] Box(string type, params ReadOnlySpan<byte[]> parts)
    {
        byte[] payload = [];
        foreach (var part in parts) payload = [.. payload, .. part];
        return [.. U32((uint)payload.Length + 8), .. Encoding.Latin1.GetBytes(type), .. payload];
    }

    private static byte[] Box(string type, ReadOnlySpan<byte> a, byte[] b, ReadOnlySpan<byte> c) => Box(type, a.ToArray(), b, c.ToArray());

    private static byte[] Box(string type, byte[] a, byte[] b, ReadOnlySpan<byte> c, byte[] d, ReadOnlySpan<byte> e) => Box(type, a, b, c.ToArray(), d, e.ToArray());

    private static byte[] U16(ushort value) => [(byte)(value >> 8), (byte)value];

    private static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}

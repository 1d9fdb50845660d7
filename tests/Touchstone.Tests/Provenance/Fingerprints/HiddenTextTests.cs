using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Touchstone.Provenance;
using Touchstone.Provenance.Fingerprints;

namespace Touchstone.Tests.Provenance.Fingerprints;

public sealed class HiddenTextTests
{
    private const string Settings = "a duck\nSteps: 20, Sampler: Euler, CFG scale: 7";

    // Origin: written here after the form that the class states; the reader is also held against a real file in GeneratorFingerprintTests.
    private static StoredPixels Picture(int width, int height, string magic, byte[] text, int channels, uint? bits = null)
    {
        byte[] data = [.. Encoding.ASCII.GetBytes(magic), 0, 0, 0, 0, .. text];
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(15), bits ?? (uint)text.Length * 8);
        var (rgb, alpha) = (new byte[width * height * 3], new byte[width * height]);
        Array.Fill(rgb, (byte)90);
        Array.Fill(alpha, (byte)254);
        var plane = channels == 1 ? alpha : rgb;
        for (var bit = 0; bit < Math.Min(data.Length * 8, width * height * channels); bit++)
        {
            var (pixel, channel) = (bit / channels, bit % channels);
            plane[((pixel % height * width) + (pixel / height)) * channels + channel] |= (byte)(data[bit / 8] >> (7 - bit % 8) & 1);
        }
        return new StoredPixels(width, height, rgb, channels == 1 ? alpha : default);
    }

    private static byte[] Packed(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal)) zip.Write(text);
        return packed.ToArray();
    }

    private static IReadOnlyList<FingerprintMatch> Read(StoredPixels pixels) =>
        FingerprintReader.Read(new FingerprintInput { Pixels = () => pixels }, ProvenanceLimits.Default, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("stealth_pnginfo", 1)]
    [InlineData("stealth_pngcomp", 1)]
    [InlineData("stealth_rgbinfo", 3)]
    [InlineData("stealth_rgbcomp", 3)]
    public void Hidden_settings_are_read_in_all_four_forms(string magic, int channels)
    {
        var text = Encoding.UTF8.GetBytes(Settings);
        var matches = Read(Picture(50, 40, magic, magic.EndsWith("comp", StringComparison.Ordinal) ? Packed(text) : text, channels));
        Assert.Equal(["a1111.parameters", "stealth.text"], matches.Select(m => m.Rule));
        Assert.All(matches, m => Assert.Equal("unsigned claim", m.BasisText));
    }

    [Fact]
    public void Hidden_json_speaks_by_its_keys() =>
        Assert.Contains(Read(Picture(60, 60, "stealth_pngcomp", Packed("""{"Software": "NovelAI", "Comment": "{}"}"""u8.ToArray()), 1)), m => m is { Rule: "novelai.software", Where: "hidden Software" });

    [Theory]
    [InlineData("stealth_pnginfx", 1)]
    [InlineData("stealth_rgbinfo", 1)]
    [InlineData("stealth_pnginfo", 3)]
    public void Another_magic_or_the_wrong_plane_is_nothing(string magic, int channels) => Assert.Empty(Read(Picture(50, 40, magic, Encoding.UTF8.GetBytes(Settings), channels)));

    [Fact]
    public void Lengths_and_streams_that_lie_are_bounded()
    {
        Assert.Contains(Read(Picture(50, 40, "stealth_pnginfo", Encoding.UTF8.GetBytes(Settings), 1, bits: uint.MaxValue)), m => m.Rule == "stealth.text");
        Assert.NotEmpty(Read(Picture(50, 40, "stealth_pngcomp", [.. Packed(Encoding.UTF8.GetBytes(Settings)).AsSpan(0, 40)], 1)));
        Assert.NotEmpty(Read(Picture(50, 40, "stealth_pngcomp", new byte[100], 1)));
        Assert.Empty(Read(Picture(5, 4, "stealth_pnginfo", [], 1)));
        // Four mebibytes of text out of a few kilobytes: no more is unpacked.
        Assert.NotEmpty(Read(Picture(400, 400, "stealth_pngcomp", Packed(new byte[16 << 20]), 1)));
    }
}

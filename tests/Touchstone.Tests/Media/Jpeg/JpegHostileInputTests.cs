using CsCheck;
using SkiaSharp;
using Touchstone.Engine.Detectors.Metadata.JpegHistory;
using Touchstone.Media;
using Touchstone.Media.Jpeg;

namespace Touchstone.Tests.Media.Jpeg;

/// <summary>Whatever the bytes are, reading ends, throws nothing, and stays inside the file.</summary>
public sealed class JpegHostileInputTests
{
    private static readonly byte[][] s_seeds =
    [
        JpegSamples.Skia(97, 61, 85, SKJpegEncoderDownsample.Downsample420),
        JpegSamples.Magick(97, 61, 85, isProgressive: true),
        JpegSamples.WithRestarts(97, 61, 5),
    ];

    // Small limits, so that a mutated size costs little.
    private static readonly Limits s_limits = Limits.Default with { MaximumPixels = 1 << 20, MaximumNodes = 500 };

    [Fact]
    public void Random_bytes_end_without_exception() =>
        Gen.Byte.Array[0, 400].Sample(tail => Examine([0xFF, 0xD8, 0xFF, .. tail]), iter: 2000);

    [Fact]
    public void Cuts_end_without_exception() =>
        Gen.Select(Gen.Int[0, 2], Gen.Double.Unit).Sample((seed, share) => Examine(s_seeds[seed][..(int)Math.Max(3, share * s_seeds[seed].Length)]), iter: 600);

    [Fact]
    public void Changed_bytes_end_without_exception() =>
        Gen.Select(Gen.Int[0, 2], Gen.Select(Gen.Double.Unit, Gen.Byte).Array[1, 12]).Sample((seed, edits) =>
        {
            var bytes = (byte[])s_seeds[seed].Clone();
            foreach (var (place, value) in edits) bytes[3 + (int)(place * (bytes.Length - 4))] = value;
            Examine(bytes);
        }, iter: 1500);

    [Fact]
    public void Removed_and_repeated_stretches_end_without_exception() =>
        Gen.Select(Gen.Int[0, 2], Gen.Double.Unit, Gen.Double.Unit, Gen.Bool).Sample((seed, from, length, repeats) =>
        {
            var bytes = s_seeds[seed];
            var start = 3 + (int)(from * (bytes.Length - 4));
            var end = start + (int)(length * (bytes.Length - start));
            Examine([.. bytes[..start], .. repeats ? [.. bytes[start..end], .. bytes[start..end]] : Array.Empty<byte>(), .. bytes[end..]]);
        }, iter: 600);

    private static void Examine(byte[] bytes)
    {
        using var specimen = JpegSamples.Open(bytes, s_limits);
        var finding = new JpegHistory().Examine(specimen, CancellationToken.None);
        Assert.InRange(finding.Observations.Count, 0, 100);
        var tree = JpegContainer.Read(specimen, CancellationToken.None);
        Assert.All(tree.All, n => Assert.InRange(n.Offset + n.Length, n.Offset, bytes.Length));
        if (specimen.Coefficients.TryGet(out var coefficients, out var fault))
        {
            Assert.InRange(coefficients.DamagedAtOffset ?? 0, 0, bytes.Length);
            Assert.All(coefficients.Components, c => Assert.Equal(c.BlocksWide * c.BlocksHigh * 64, c.Values.Length));
        }
        else
        {
            Assert.StartsWith(fault.Kind == FaultKind.Absent ? "jpeg.unsupported" : "", fault.Code, StringComparison.Ordinal);
        }
    }
}

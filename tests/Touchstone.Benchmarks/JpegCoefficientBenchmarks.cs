using BenchmarkDotNet.Attributes;
using BitMiracle.LibJpeg.Classic;
using Touchstone.Media;
using Touchstone.Numerics;

namespace Touchstone.Benchmarks;

/// <summary>All coefficients of a 12-megapixel 4:2:0 picture at quality 90: ours against BitMiracle's managed libjpeg.</summary>
[MemoryDiagnoser]
public class JpegCoefficientBenchmarks
{
    private byte[] _bytes = [];

    [Params(false, true)]
    public bool IsProgressive { get; set; }

    [GlobalSetup]
    public void Make()
    {
        _bytes = Encode(4000, 3000, IsProgressive);
        System.Console.WriteLine($"// {_bytes.Length:N0} bytes");
    }

    [Benchmark]
    public long Touchstone()
    {
        if (!Intake.TryOpen("x.jpg", _bytes, Limits.Default, out var specimen, out _)) return -1;
        using (specimen) return specimen.Coefficients.Value!.Luma.Values[^1];
    }

    /// <summary>Hashing is part of opening a specimen; this is its share of the figure above.</summary>
    [Benchmark]
    public long TouchstoneOpenOnly()
    {
        if (!Intake.TryOpen("x.jpg", _bytes, Limits.Default, out var specimen, out _)) return -1;
        using (specimen) return specimen.Bytes.Length;
    }

    [Benchmark(Baseline = true)]
    public int BitMiracleLibJpeg()
    {
        var decoder = new jpeg_decompress_struct();
        decoder.jpeg_stdio_src(new MemoryStream(_bytes));
        decoder.jpeg_read_header(true);
        return decoder.jpeg_read_coefficients().Length;
    }

    // Slopes, edges and noise of about 9 grey levels in each channel: 3 bits a pixel, more than most photographs need at this quality.
    private static byte[] Encode(int width, int height, bool isProgressive)
    {
        var chance = new Seeded(1);
        var encoder = new jpeg_compress_struct { Image_width = width, Image_height = height, Input_components = 3, In_color_space = J_COLOR_SPACE.JCS_RGB };
        using var output = new MemoryStream();
        encoder.jpeg_stdio_dest(output);
        encoder.jpeg_set_defaults();
        encoder.jpeg_set_quality(90, true);
        if (isProgressive) encoder.jpeg_simple_progression();
        encoder.jpeg_start_compress(true);
        byte[][] line = [new byte[width * 3]];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var bits = chance.NextBits();
                var edge = (x / 61 + y / 47) % 5 == 0 ? 70 : 0;
                for (var c = 0; c < 3; c++, bits >>= 10)
                {
                    var noise = (int)(bits & 31) + (int)(bits >> 5 & 31) - 31;
                    line[0][x * 3 + c] = (byte)Math.Clamp(40 + x * (c + 1) * 30 / width + y * 50 / height + edge + noise, 0, 255);
                }
            }
            encoder.jpeg_write_scanlines(line, 1);
        }
        encoder.jpeg_finish_compress();
        return output.ToArray();
    }
}

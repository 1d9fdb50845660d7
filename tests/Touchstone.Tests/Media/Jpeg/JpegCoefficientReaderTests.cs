using BitMiracle.LibJpeg.Classic;
using ImageMagick;
using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Jpeg;

namespace Touchstone.Tests.Media.Jpeg;

public sealed class JpegCoefficientReaderTests
{
    [Theory]
    [InlineData(SKJpegEncoderDownsample.Downsample420, 90)]
    [InlineData(SKJpegEncoderDownsample.Downsample422, 35)]
    [InlineData(SKJpegEncoderDownsample.Downsample444, 100)]
    public void Baseline_coefficients_equal_those_of_another_decoder(SKJpegEncoderDownsample downsample, int quality) =>
        AssertEqualsOracle(JpegSamples.Skia(317, 211, quality, downsample));

    [Theory]
    [InlineData("2x2", 90, ColorSpace.sRGB)]
    [InlineData("1x1", 98, ColorSpace.sRGB)]
    [InlineData("2x1", 20, ColorSpace.sRGB)]
    [InlineData("4x1", 75, ColorSpace.sRGB)]
    [InlineData("1x2", 75, ColorSpace.sRGB)]
    [InlineData("1x1", 80, ColorSpace.Gray)]
    [InlineData("2x2", 80, ColorSpace.CMYK)]
    public void Progressive_and_sequential_coefficients_equal_those_of_another_decoder(string sampling, int quality, ColorSpace space)
    {
        AssertEqualsOracle(JpegSamples.Magick(203, 149, (uint)quality, sampling, isProgressive: true, space));
        AssertEqualsOracle(JpegSamples.Magick(203, 149, (uint)quality, sampling, isProgressive: false, space));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Restart_markers_are_followed(int interval)
    {
        var bytes = JpegSamples.WithRestarts(203, 149, interval);
        Assert.Equal(interval, JpegSamples.Coefficients(bytes).Value!.Frame.RestartInterval);
        AssertEqualsOracle(bytes);
    }

    // The other decoder misreads restarts in progressive files (its pixels differ from ffmpeg's), so one encoder's two forms are compared.
    [Fact]
    public void Restart_markers_in_progressive_scans_change_no_coefficient()
    {
        var sequential = JpegSamples.Coefficients(JpegSamples.WithRestarts(203, 149, 7)).Value!;
        var progressive = JpegSamples.Coefficients(JpegSamples.WithRestarts(203, 149, 7, isProgressive: true)).Value!;
        Assert.True(progressive.Frame.IsProgressive);
        foreach (var (one, other) in sequential.Components.Zip(progressive.Components))
        {
            for (var y = 0; y < one.ImageBlocksHigh; y++)
            {
                for (var x = 0; x < one.ImageBlocksWide; x++) Assert.True(one.Block(y, x).SequenceEqual(other.Block(y, x)));
            }
        }
    }

    // Three grey files become the three scans of one colour file, so the expected values come from elsewhere.
    [Fact]
    public void Scans_of_one_component_each_are_read()
    {
        byte[][] grey = [JpegSamples.Grey(203, 149, 1), JpegSamples.Grey(102, 75, 2), JpegSamples.Grey(102, 75, 3)];
        var first = JpegStructure.Walk(grey[0], 0, 100).Segments;
        List<byte> joined = [0xFF, 0xD8];
        foreach (var table in first.Where(s => s.Marker is JpegMarkers.Dqt or JpegMarkers.Dht)) joined.AddRange(grey[0][table.Offset..table.End]);
        joined.AddRange([0xFF, 0xC0, 0, 17, 8, 0, 149, 0, 203, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0]);
        for (var c = 0; c < 3; c++)
        {
            var scan = JpegStructure.Walk(grey[c], 0, 100).Segments.Single(s => s.Marker == JpegMarkers.Sos);
            joined.AddRange([0xFF, 0xDA, 0, 8, 1, (byte)(c + 1), 0, 0, 63, 0, .. grey[c][scan.EntropyOffset..scan.End]]);
        }
        joined.AddRange([0xFF, 0xD9]);
        var coefficients = JpegSamples.Coefficients([.. joined]).Value!;
        Assert.Null(coefficients.DamagedAtOffset);
        for (var c = 0; c < 3; c++)
        {
            var expected = JpegSamples.Coefficients(grey[c]).Value!.Luma;
            Assert.Equal((expected.ImageBlocksWide, expected.ImageBlocksHigh), (coefficients.Components[c].ImageBlocksWide, coefficients.Components[c].ImageBlocksHigh));
            for (var y = 0; y < expected.ImageBlocksHigh; y++)
            {
                for (var x = 0; x < expected.ImageBlocksWide; x++) Assert.True(expected.Block(y, x).SequenceEqual(coefficients.Components[c].Block(y, x)));
            }
        }
    }

    [Fact]
    public void A_file_without_Huffman_tables_means_the_example_tables()
    {
        var whole = JpegSamples.WithRestarts(203, 149, 7);
        var segments = JpegStructure.Walk(whole, 0, 100).Segments;
        byte[] bare = [.. segments.Where(s => s.Marker != JpegMarkers.Dht).SelectMany(s => whole[s.Offset..s.End])];
        Assert.Equal(JpegSamples.Coefficients(whole).Value!.Luma.Values, JpegSamples.Coefficients(bare).Value!.Luma.Values);
    }

    [Fact]
    public void Extended_sequential_files_of_8_bits_are_read()
    {
        var bytes = JpegSamples.WithRestarts(203, 149, 7);
        var expected = JpegSamples.Coefficients(bytes).Value!.Luma.Values;
        bytes[JpegSamples.FrameHeader(bytes) + 1] = JpegMarkers.Sof1;
        Assert.Equal(expected, JpegSamples.Coefficients(bytes).Value!.Luma.Values);
    }

    [Fact]
    public void The_quantisation_tables_are_those_the_encoder_scaled()
    {
        var coefficients = JpegSamples.Coefficients(JpegSamples.Skia(64, 64, 77, SKJpegEncoderDownsample.Downsample420)).Value!;
        Assert.Equal(JpegTables.ScaledLuminance(77), coefficients.Luma.Quantisation);
        Assert.Equal(JpegTables.ScaledChrominance(77), coefficients.Components[1].Quantisation);
    }

    [Fact]
    public void A_frame_says_its_size_and_sampling()
    {
        var coefficients = JpegSamples.Coefficients(JpegSamples.Skia(317, 211, 90, SKJpegEncoderDownsample.Downsample420)).Value!;
        Assert.Equal(new JpegFrame(317, 211, 8, false, 0), coefficients.Frame);
        Assert.Equal((40, 27, 40, 28), (coefficients.Luma.ImageBlocksWide, coefficients.Luma.ImageBlocksHigh, coefficients.Luma.BlocksWide, coefficients.Luma.BlocksHigh));
        Assert.Equal((2, 2, 1, 1), (coefficients.Luma.HorizontalSampling, coefficients.Luma.VerticalSampling, coefficients.Components[1].HorizontalSampling, coefficients.Components[1].VerticalSampling));
        Assert.Null(coefficients.DamagedAtOffset);
        Assert.Equal(0, coefficients.SurplusEntropyBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_cut_file_keeps_what_was_read_and_says_where_it_ends(bool isProgressive)
    {
        var whole = JpegSamples.Magick(203, 149, 90, isProgressive: isProgressive);
        var expected = JpegSamples.Coefficients(whole).Value!;
        var cut = JpegSamples.Coefficients(whole[..(whole.Length * 2 / 3)]).Value!;
        Assert.InRange(cut.DamagedAtOffset!.Value, whole.Length / 2, whole.Length * 2 / 3);
        Assert.Equal(expected.Luma.Block(0, 0)[0], cut.Luma.Block(0, 0)[0]);
        if (!isProgressive) Assert.Equal(expected.Luma.Block(2, 1).ToArray(), cut.Luma.Block(2, 1).ToArray());
    }

    [Fact]
    public void A_lowered_height_leaves_surplus_entropy_data()
    {
        var bytes = JpegSamples.Skia(160, 160, 90, SKJpegEncoderDownsample.Downsample444);
        var frame = JpegSamples.FrameHeader(bytes);
        bytes[frame + 6] = 80;
        var coefficients = JpegSamples.Coefficients(bytes).Value!;
        Assert.Null(coefficients.DamagedAtOffset);
        Assert.True(coefficients.SurplusEntropyBytes > 500);
    }

    [Theory]
    [InlineData(0, JpegMarkers.Sof0 + 9, Codes.JpegUnsupported)]
    [InlineData(0, JpegMarkers.Sof0 + 3, Codes.JpegUnsupported)]
    [InlineData(3, 12, Codes.JpegUnsupported)]
    public void Other_processes_are_absent_by_nature(int offset, int value, string code)
    {
        var bytes = JpegSamples.Skia(64, 64, 90, SKJpegEncoderDownsample.Downsample420);
        var frame = JpegSamples.FrameHeader(bytes);
        bytes[frame + 1 + offset] = (byte)value;
        Assert.Equal((FaultKind.Absent, code), Outcome(JpegSamples.Coefficients(bytes)));
    }

    [Fact]
    public void A_height_of_zero_that_DNL_would_define_is_not_supported()
    {
        var bytes = JpegSamples.Skia(64, 64, 90, SKJpegEncoderDownsample.Downsample420);
        var frame = JpegSamples.FrameHeader(bytes);
        bytes[frame + 5] = bytes[frame + 6] = 0;
        Assert.Equal((FaultKind.Absent, Codes.JpegUnsupported), Outcome(JpegSamples.Coefficients(bytes)));
    }

    [Fact]
    public void A_declared_size_past_the_limit_is_refused_before_memory_is_taken()
    {
        var bytes = JpegSamples.Skia(64, 64, 90, SKJpegEncoderDownsample.Downsample420);
        var frame = JpegSamples.FrameHeader(bytes);
        bytes.AsSpan(frame + 5, 4).Fill(0xFF);
        Assert.Equal((FaultKind.Damaged, Codes.LimitPixels), Outcome(JpegSamples.Coefficients(bytes)));
        Assert.Equal((FaultKind.Damaged, Codes.LimitBytes), Outcome(JpegSamples.Coefficients(bytes, Limits.Default with { MaximumImageBytes = 100 })));
    }

    [Fact]
    public void A_quantisation_step_of_zero_is_damage()
    {
        // Origin: a sound file whose first DQT segment (marker, length, precision and slot, steps) has its fourth step overwritten.
        var bytes = JpegSamples.Skia(64, 64, 80, SKJpegEncoderDownsample.Downsample444);
        bytes[bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDB]) + 5 + 3] = 0;
        Assert.True(Intake.TryOpen("zero.jpg", bytes, Limits.Default, out var specimen, out _, TestContext.Current.CancellationToken));
        using (specimen) Assert.Equal(Codes.JpegDamaged, specimen.Coefficients.Fault?.Code);
    }

    [Fact]
    public void A_stream_of_scans_ends_at_the_bound_on_scans()
    {
        var bytes = JpegSamples.Magick(64, 64, 90, isProgressive: true);
        var coefficients = JpegSamples.Coefficients(bytes, Limits.Default with { MaximumScans = 3 }).Value!;
        Assert.NotNull(coefficients.DamagedAtOffset);
    }

    [Fact]
    public void Shared_files_equal_the_other_decoder()
    {
        foreach (var file in Directory.GetFiles(SharedData.Path("data", "visual", "photos_real"), "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            AssertEqualsOracle(File.ReadAllBytes(file));
    }

    private static (FaultKind, string) Outcome(View<JpegCoefficients> view) =>
        view.TryGet(out _, out var fault) ? throw new InvalidOperationException("The coefficients were read.") : (fault.Kind, fault.Code);

    private static void AssertEqualsOracle(byte[] bytes)
    {
        var ours = JpegSamples.Coefficients(bytes).Value!;
        Assert.Null(ours.DamagedAtOffset);
        var oracle = new jpeg_decompress_struct();
        oracle.jpeg_stdio_src(new MemoryStream(bytes));
        oracle.jpeg_read_header(true);
        var arrays = oracle.jpeg_read_coefficients();
        Assert.Equal(oracle.Num_components, ours.Components.Count);
        for (var c = 0; c < arrays.Length; c++)
        {
            if (arrays[c] is null) continue;
            var plane = ours.Components[c];
            var rows = arrays[c].Access(0, plane.ImageBlocksHigh);
            for (var y = 0; y < plane.ImageBlocksHigh; y++)
            {
                for (var x = 0; x < plane.ImageBlocksWide; x++)
                {
                    var block = plane.Block(y, x);
                    for (var i = 0; i < 64; i++)
                    {
                        if (rows[y][x][i] != block[i]) Assert.Fail($"component {c}, block ({y}, {x}), coefficient {i}: {block[i]} instead of {rows[y][x][i]}");
                    }
                }
            }
        }
    }
}

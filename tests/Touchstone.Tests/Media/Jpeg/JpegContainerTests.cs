using SkiaSharp;
using Touchstone.Media;
using Touchstone.Media.Containers;
using Touchstone.Media.Jpeg;

namespace Touchstone.Tests.Media.Jpeg;

public sealed class JpegContainerTests
{
    [Fact]
    public void The_nodes_cover_the_file_without_gap()
    {
        var bytes = JpegSamples.Magick(203, 149, 90, isProgressive: true);
        var tree = Read([.. bytes, .. new byte[100], .. bytes]);
        long position = 0;
        foreach (var node in tree.Roots)
        {
            Assert.Equal(position, node.Offset);
            position += node.Length;
        }
        Assert.Equal(bytes.Length * 2 + 100, position);
        Assert.Empty(tree.Damage);
    }

    [Fact]
    public void Segments_carry_their_values()
    {
        var tree = Read(JpegSamples.Skia(317, 211, 90, SKJpegEncoderDownsample.Downsample420));
        var frame = tree.OfType("SOF0").Single();
        Assert.Equal(("211", "317", "2x2,1x1,1x1"), (frame["Height"], frame["Width"], frame["Sampling"]));
        Assert.Equal("JFIF", tree.OfType("APP0").Single()["Identifier"]);
        Assert.Equal(JpegTables.ScaledLuminance(90).Select(s => (long)s), tree.OfType("DQT").First().Table!.Rows[0].Skip(2));
        Assert.All(tree.OfType("DHT").SelectMany(n => n.Fields), f => Assert.EndsWith("own", f.Value, StringComparison.Ordinal));
        Assert.Equal("1,2,3", tree.OfType("SOS").Single()["Components"]);
        Assert.Single(tree.OfType("ECS"));
    }

    [Fact]
    public void The_example_Huffman_tables_and_restart_markers_are_recognised()
    {
        var tree = Read(JpegSamples.WithRestarts(203, 149, 7));
        Assert.Equal(["12 codes, standard", "162 codes, standard", "12 codes, standard", "162 codes, standard"], tree.OfType("DHT").SelectMany(n => n.Fields).Select(f => f.Value));
        Assert.Equal("7", tree.OfType("DRI").Single()["Interval"]);
        // 13 × 10 MCUs of 16 × 16 samples, a marker after every seventh but the last.
        Assert.Equal("18", tree.OfType("ECS").Single()["Restarts"]);
    }

    [Fact]
    public void Application_segments_are_told_by_their_identifier()
    {
        var bytes = JpegSamples.Skia(16, 16, 90, SKJpegEncoderDownsample.Downsample444);
        byte[] adobe = [0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1];
        byte[] photoshop = [0xFF, 0xED, 0, 28, .. "Photoshop 3.0"u8, 0, .. "8BIM"u8, 4, 4, 0, 0, 0, 0, 0, 0];
        byte[] ducky = [0xFF, 0xEC, 0, 15, .. "Ducky"u8, 0, 1, 0, 4, 0, 0, 0, 60];
        byte[] comment = [0xFF, 0xFE, 0, 7, .. "hello"u8];
        var tree = Read([.. bytes[..2], .. adobe, .. photoshop, .. ducky, .. comment, .. bytes[2..]]);
        Assert.Equal("1", tree.OfType("APP14").Single()["Transform"]);
        Assert.Equal("0404", tree.OfType("APP13").Single()["Resources"]);
        Assert.Equal("60", tree.OfType("APP12").Single()["Quality"]);
        Assert.Equal("hello", tree.OfType("COM").Single()["Text"]);
    }

    [Fact]
    public void What_follows_the_image_is_named()
    {
        var bytes = JpegSamples.Skia(16, 16, 90, SKJpegEncoderDownsample.Downsample444);
        byte[] video = [0, 0, 0, 16, .. "ftypmp42"u8, 0, 0, 0, 0];
        var tree = Read([.. bytes, .. bytes, .. "some words"u8, 0, 0, 0, 0, 0, .. video]);
        Assert.Equal(["Image", "Trailer", "Video"], tree.Roots.SkipWhile(n => n.Type != "EOI").Skip(1).Select(n => n.Type));
        Assert.Equal("mp42", tree.Roots[^1]["Brand"]);
        Assert.Single(tree.Roots.Single(n => n.Type == "Image").Children, n => n.Type == "SOF0");
    }

    [Fact]
    public void Damage_is_told_with_its_place()
    {
        var bytes = JpegSamples.Skia(64, 64, 90, SKJpegEncoderDownsample.Downsample444);
        Assert.Equal(Codes.ContainerTruncated, Read(bytes[..^10]).Damage.Single().Code);
        byte[] garbage = [.. bytes[..2], 1, 2, 3, .. bytes[2..]];
        Assert.Equal(new ContainerDamage(Codes.ContainerDamaged, 2, "3 bytes that belong to no segment"), Read(garbage, sniffs: false).Damage.Single());
    }

    [Fact]
    public void The_walk_ends_at_the_bound_on_nodes()
    {
        byte[] many = [0xFF, 0xD8, 0xFF, 0xFE, 0, 2, .. Enumerable.Repeat<byte[]>([0xFF, 0x01], 5000).SelectMany(b => b)];
        using var specimen = JpegSamples.Open(many, Limits.Default with { MaximumNodes = 1000 });
        var tree = JpegContainer.Read(specimen, CancellationToken.None);
        Assert.InRange(tree.All.Count(), 900, 1001);
        Assert.Contains(tree.Damage, d => d.Code == Codes.LimitNodes);
    }

    private static ContainerTree Read(byte[] bytes, bool sniffs = true)
    {
        // The sniffer wants FF D8 FF; a file damaged there is still read when another route brings it here.
        if (!sniffs)
        {
            var structure = JpegStructure.Walk(bytes, 0, 1000);
            return new(MediaFormat.Jpeg, [], structure.Damage);
        }
        using var specimen = JpegSamples.Open(bytes);
        return JpegContainer.Read(specimen, CancellationToken.None);
    }
}

using System.Security.Cryptography;
using CsCheck;
using Touchstone.Provenance;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Tests.Provenance.Jumbf;

public sealed class JumbfWriterTests
{
    private sealed record Node(string Label, byte[] Salt, byte[] Content, Node[] Children);

    private static readonly Gen<Node> _tree = Gen.Recursive<Node>((depth, self) =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 20], Gen.OneOf(Gen.Const(Array.Empty<byte>()), Gen.Byte.Array[16]), Gen.Byte.Array[0, 100], depth > 3 ? Gen.Const(Array.Empty<Node>()) : self.Array[0, 4])
            .Select((label, salt, content, children) => new Node(label, salt, content, children)));

    [Fact]
    public void What_is_written_is_read_back() => _tree.Sample(tree =>
    {
        var bytes = Written(tree);
        var result = JumbfReader.Read(bytes, ProvenanceLimits.Default);
        Assert.Empty(result.Damage);
        AssertSame(tree, result.Root!, bytes);
    });

    [Fact]
    public void An_embedded_file_says_its_media_type_and_holds_the_file()
    {
        var box = JumbfReader.Read(JumbfWriter.EmbeddedFile("c2pa.thumbnail.claim", "image/jpeg", new byte[] { 1, 2, 3 }), ProvenanceLimits.Default).Root!;
        Assert.Equal("c2pa.thumbnail.claim", box.Label);
        Assert.Equal(["bfdb", "bidb"], box.Children.Select(c => c.Type));
        Assert.Equal("\0image/jpeg\0"u8.ToArray(), box.Children[0].Payload.ToArray());
        Assert.Equal([1, 2, 3], box.Children[1].Payload.ToArray());
    }

    [Fact]
    public void A_compressed_manifest_holds_the_whole_manifest()
    {
        var manifest = JumbfWriter.Superbox("c2ma", "urn:c2pa:x", JumbfWriter.Box("free", new byte[2000]));
        var box = JumbfReader.Read(JumbfWriter.Compressed("urn:c2pa:x", manifest), ProvenanceLimits.Default).Root!;
        Assert.Equal("c2cm", box.ContentTypeCode);
        Assert.Equal("urn:c2pa:x", box.Label);
        var inflated = new byte[manifest.Length];
        Assert.True(System.IO.Compression.BrotliDecoder.TryDecompress(Assert.Single(box.Children).Payload.Span, inflated, out var written));
        Assert.Equal(manifest, inflated[..written]);
    }

    [Fact]
    public void A_compressed_manifest_fills_the_room_it_is_given() => Gen.Select(Gen.Byte.Array[0, 2000], Gen.Int[0, 1500]).Sample((manifest, more) =>
    {
        var least = JumbfReader.Read(JumbfWriter.Compressed("x", manifest), ProvenanceLimits.Default).Root!.Children[0].Payload.Length;
        var box = JumbfReader.Read(JumbfWriter.Compressed("x", manifest, least + more), ProvenanceLimits.Default).Root!;
        Assert.Equal(least + more, box.Children[0].Payload.Length);
        var inflated = new byte[manifest.Length + 1];
        Assert.True(System.IO.Compression.BrotliDecoder.TryDecompress(box.Children[0].Payload.Span, inflated, out var written));
        Assert.Equal(manifest, inflated[..written]);
    });

    [Theory]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("a\0b")]
    public void A_label_that_no_address_could_name_is_refused(string label) =>
        Assert.Throws<ArgumentException>(() => JumbfWriter.Cbor(label, new byte[1]));

    private static byte[] Written(Node node) =>
        JumbfWriter.Salted("c2ma", node.Label, node.Salt, [JumbfWriter.Box("cbor", node.Content), .. node.Children.Select(c => (ReadOnlyMemory<byte>)Written(c))]);

    private static void AssertSame(Node expected, JumbfBox actual, ReadOnlyMemory<byte> store)
    {
        Assert.Equal(expected.Label, actual.Label);
        Assert.Equal("c2ma", actual.ContentTypeCode);
        Assert.Equal(expected.Salt, actual.Salt.ToArray());
        Assert.Equal(expected.Content, actual.Children[0].Payload.ToArray());
        Assert.Equal(expected.Children.Length, actual.Children.Count - 1);
        var whole = store.Slice(actual.Offset, actual.Payload.Length + 8);
        Assert.Equal(SHA256.HashData(actual.Payload.Span), JumbfWriter.Hash(whole.Span));
        foreach (var (node, box) in expected.Children.Zip(actual.Children.Skip(1))) AssertSame(node, box, store);
    }
}

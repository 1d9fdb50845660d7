using CsCheck;
using Touchstone.Provenance;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Tests.Provenance.Jumbf;

public sealed class JumbfReaderTests
{
    private static readonly byte[] _store = JumbfWriter.Superbox("c2pa", "c2pa",
        JumbfWriter.Superbox("c2ma", "urn:c2pa:1",
            JumbfWriter.Superbox("c2as", "c2pa.assertions", JumbfWriter.Cbor("a", new byte[] { 0xA0 }), JumbfWriter.Json("b", "{}"u8.ToArray())),
            JumbfWriter.Salted("c2cl", "c2pa.claim.v2", new byte[16], [JumbfWriter.Box("cbor", new byte[20])])));

    [Fact]
    public void Any_bytes_give_a_box_or_a_reason() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        var result = JumbfReader.Read(bytes, ProvenanceLimits.Default);
        Assert.True(result.Root is not null || result.Damage.Count > 0);
    }, iter: 20_000);

    [Fact]
    public void A_damaged_store_gives_boxes_that_lie_within_it() =>
        Gen.Select(Gen.Int[0, _store.Length - 1], Gen.Byte, Gen.Int[0, _store.Length]).Sample((at, with, length) =>
        {
            var bytes = _store.ToArray();
            bytes[at] = with;
            var result = JumbfReader.Read(bytes.AsMemory(0, length), ProvenanceLimits.Default);
            if (result.Root is { } root) AssertWithin(root, length);
            else Assert.NotEmpty(result.Damage);
        }, iter: 20_000);

    [Fact]
    public void A_64_bit_length_is_read()
    {
        var plain = JumbfWriter.Cbor("x", new byte[] { 0xA0 });
        byte[] wide = [0, 0, 0, 1, .. "jumb"u8, 0, 0, 0, 0, 0, 0, 0, (byte)(plain.Length + 8), .. plain[8..]];
        var root = JumbfReader.Read(wide, ProvenanceLimits.Default).Root!;
        Assert.Equal("x", root.Label);
        Assert.Equal(plain[8..], root.Payload.ToArray());
    }

    [Fact]
    public void A_length_beyond_the_end_is_said_and_the_rest_is_read()
    {
        var bytes = _store.ToArray();
        bytes[2] = 0xFF;
        var result = JumbfReader.Read(bytes, ProvenanceLimits.Default);
        Assert.NotEmpty(result.Damage);
        Assert.NotNull(result.Root!.Find("urn:c2pa:1"));
    }

    [Fact]
    public void Nesting_and_number_of_boxes_are_bounded()
    {
        var deep = JumbfWriter.Cbor("leaf", new byte[1]);
        for (var i = 0; i < 100; i++) deep = JumbfWriter.Superbox("c2ma", "d", deep);
        Assert.NotEmpty(JumbfReader.Read(deep, ProvenanceLimits.Default).Damage);
        var wide = JumbfWriter.Superbox("c2ma", "w", [.. Enumerable.Range(0, 60_000).Select(_ => (ReadOnlyMemory<byte>)JumbfWriter.Box("free"))]);
        Assert.NotEmpty(JumbfReader.Read(wide, ProvenanceLimits.Default).Damage);
    }

    private static void AssertWithin(JumbfBox box, int length)
    {
        Assert.InRange(box.Offset, 0, length);
        Assert.InRange(box.Payload.Length, 0, length);
        foreach (var child in box.Children) AssertWithin(child, length);
    }
}

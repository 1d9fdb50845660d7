using CsCheck;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;

namespace Touchstone.Tests.Provenance.Cbor;

public sealed class CborDecoderTests
{
    [Fact]
    public void Any_bytes_give_a_value_or_a_reason() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        if (CborDecoder.TryDecode(bytes, ProvenanceLimits.Default, out var value, out var error)) Assert.NotNull(value);
        else Assert.False(string.IsNullOrEmpty(error));
    }, iter: 20_000);

    [Fact]
    public void A_damaged_encoding_gives_a_value_or_a_reason()
    {
        var whole = CborEncoder.Encode(CborTree.Map(
            ("actions", CborTree.List(CborTree.Map(("action", CborTree.Text("c2pa.created")), ("when", CborTree.Time(DateTimeOffset.UnixEpoch))))),
            ("hash", CborTree.Bytes(new byte[32])), ("n", CborTree.Number(1.1)), ("i", CborTree.Integer(-70_000)), ("b", CborTree.Boolean(true))));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample((at, with, length) =>
        {
            var bytes = whole.ToArray();
            bytes[at] = with;
            if (!CborDecoder.TryDecode(bytes.AsMemory(0, length), ProvenanceLimits.Default, out _, out var error)) Assert.False(string.IsNullOrEmpty(error));
        }, iter: 20_000);
    }

    // Origin: RFC 8949 §3 (indefinite lengths, reserved heads) and Appendix F, written out by hand.
    [Theory]
    [InlineData("")]
    [InlineData("1c")]
    [InlineData("5b7fffffffffffffff")]
    [InlineData("9b7fffffffffffffff")]
    [InlineData("bbffffffffffffffff")]
    [InlineData("ff")]
    [InlineData("a101")]
    [InlineData("0001")]
    [InlineData("c0")]
    [InlineData("9f01")]
    public void Bytes_that_are_no_CBOR_give_a_reason(string hex)
    {
        Assert.False(CborDecoder.TryDecode(Convert.FromHexString(hex), ProvenanceLimits.Default, out _, out var error));
        Assert.False(string.IsNullOrEmpty(error));
    }

    [Theory]
    [InlineData("9f0102ff", CborKind.List)]
    [InlineData("62c328", CborKind.Text)]
    [InlineData("bf616101ff", CborKind.Map)]
    [InlineData("5f41014102ff", CborKind.Bytes)]
    [InlineData("b900016161f6", CborKind.Map)]
    [InlineData("1bffffffffffffffff", CborKind.Number)]
    [InlineData("3bffffffffffffffff", CborKind.Number)]
    [InlineData("f7", CborKind.Null)]
    [InlineData("c1c1c100", CborKind.Integer)]
    [InlineData("010000", CborKind.Integer)]
    public void Well_formed_bytes_of_any_writer_are_read(string hex, CborKind kind)
    {
        Assert.True(CborDecoder.TryDecode(Convert.FromHexString(hex), ProvenanceLimits.Default, out var value, out var error), error);
        Assert.Equal(kind, value.Kind);
    }

    [Fact]
    public void Nesting_and_number_of_values_are_bounded()
    {
        var deep = Enumerable.Repeat((byte)0x81, 5_000_000).ToArray();
        Assert.False(CborDecoder.TryDecode(deep, ProvenanceLimits.Default, out _, out _));
        byte[] wide = [0x9a, 0x00, 0x0f, 0x42, 0x40, .. new byte[1_000_000]];
        Assert.False(CborDecoder.TryDecode(wide, ProvenanceLimits.Default, out _, out _));
    }
}

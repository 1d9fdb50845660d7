using CsCheck;
using Touchstone.Provenance;
using Touchstone.Provenance.Cbor;

namespace Touchstone.Tests.Provenance.Cbor;

public sealed class CborRoundTripTests
{
    private static readonly Gen<CborValue> _leaf = Gen.OneOf(
        Gen.String.Array[0, 40].Select(parts => CborTree.Text(string.Concat(parts.Select(Printable)))),
        Gen.Long.Select(CborTree.Integer),
        Gen.Double.Select(CborTree.Number),
        Gen.Float.Select(f => CborTree.Number(f)),
        Gen.Bool.Select(CborTree.Boolean),
        Gen.Byte.Array[0, 300].Select(b => CborTree.Bytes(b)),
        Gen.Const(CborValue.Null));

    private static readonly Gen<CborValue> _tree = Gen.Recursive<CborValue>((depth, self) => depth > 4 ? _leaf : Gen.OneOf(
        _leaf,
        self.Array[0, 6].Select(items => CborTree.List(items)),
        Gen.Select(Gen.Int[0, 99], self).Array[0, 6].Select(entries => CborTree.Map(entries.DistinctBy(e => e.Item1).Select(e => ($"k{e.Item1}", (CborValue?)e.Item2)))),
        Gen.Select(Gen.ULong[0, 100_000], _leaf).Select((tag, value) => value with { Tag = tag })));

    [Fact]
    public void What_is_encoded_is_read_back() => _tree.Sample(tree =>
    {
        var encoded = CborEncoder.Encode(tree);
        Assert.True(CborDecoder.TryDecode(encoded, ProvenanceLimits.Default, out var read, out var error), error);
        AssertSame(Sorted(tree), read);
        Assert.Equal(encoded, CborEncoder.Encode(read));
    });

    // Vectors of RFC 8949 Appendix A and the key order of its §4.2.1 (origin: the RFC's text).
    [Fact]
    public void Heads_and_floats_are_as_short_as_they_can_be()
    {
        Assert.Equal("00", Hex(CborTree.Integer(0)));
        Assert.Equal("1818", Hex(CborTree.Integer(24)));
        Assert.Equal("1a000f4240", Hex(CborTree.Integer(1_000_000)));
        Assert.Equal("3903e7", Hex(CborTree.Integer(-1000)));
        Assert.Equal("f93e00", Hex(CborTree.Number(1.5)));
        Assert.Equal("fa47c35000", Hex(CborTree.Number(100_000.0)));
        Assert.Equal("fb3ff199999999999a", Hex(CborTree.Number(1.1)));
        Assert.Equal("f97c00", Hex(CborTree.Number(double.PositiveInfinity)));
        Assert.Equal("4401020304", Hex(CborTree.Bytes(new byte[] { 1, 2, 3, 4 })));
        Assert.Equal("c074323031332d30332d32315432303a30343a30305a", Hex(CborTree.Time(new DateTimeOffset(2013, 3, 21, 20, 4, 0, TimeSpan.Zero))));
    }

    [Fact]
    public void Keys_stand_in_the_order_of_their_encoded_bytes()
    {
        CborValue[] keys = [CborTree.Boolean(false), CborTree.List(CborTree.Integer(100)), CborTree.Text("aa"), CborTree.Text("z"), CborTree.Integer(-1), CborTree.Integer(100), CborTree.Integer(10)];
        var map = CborTree.Map(keys.Select(k => KeyValuePair.Create(k, CborTree.Integer(0))));
        Assert.Equal("a70a00186400200" + "0617a0062616100811864" + "00f400", Hex(map));
    }

    [Fact]
    public void Setting_an_entry_replaces_adds_or_removes_it()
    {
        var map = CborTree.Map(("a", CborTree.Integer(1)), ("b", CborTree.Integer(2)));
        Assert.Equal(3, map.With("a", CborTree.Integer(3))["a"]!.Integer);
        Assert.Equal(2, map.With("a", CborTree.Integer(3)).Entries.Count);
        Assert.Equal(3, map.With("c", CborTree.Integer(3)).Entries.Count);
        Assert.Null(map.With("a", null)["a"]);
    }

    private static string Hex(CborValue value) => Convert.ToHexStringLower(CborEncoder.Encode(value));

    private static string Printable(string text) => new([.. text.Where(c => !char.IsSurrogate(c))]);

    private static CborValue Sorted(CborValue value) => value with
    {
        Items = [.. value.Items.Select(Sorted)],
        Entries = [.. value.Entries.OrderBy(e => Convert.ToHexStringLower(CborEncoder.Encode(e.Key)), StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Key, Sorted(e.Value)))],
    };

    private static void AssertSame(CborValue expected, CborValue actual)
    {
        Assert.Equal(expected.Kind, actual.Kind);
        Assert.Equal(expected.Tag, actual.Tag);
        Assert.Equal(expected.Text, actual.Text);
        Assert.Equal(expected.Integer, actual.Integer);
        if (expected.Kind == CborKind.Number) Assert.Equal(expected.Number, actual.Number);
        Assert.Equal(expected.Boolean, actual.Boolean);
        Assert.Equal(expected.Bytes?.ToArray(), actual.Bytes?.ToArray());
        Assert.Equal(expected.Items.Count, actual.Items.Count);
        for (var i = 0; i < expected.Items.Count; i++) AssertSame(expected.Items[i], actual.Items[i]);
        Assert.Equal(expected.Entries.Count, actual.Entries.Count);
        for (var i = 0; i < expected.Entries.Count; i++)
        {
            AssertSame(expected.Entries[i].Key, actual.Entries[i].Key);
            AssertSame(expected.Entries[i].Value, actual.Entries[i].Value);
        }
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Touchstone.Provenance;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Containers;
using Touchstone.Provenance.Statuses;
using static Touchstone.Provenance.Cbor.CborTree;

namespace Touchstone.Tests.Provenance.Bindings;

// Origin of every vector in this folder: made by hand from the text of C2PA 2.2 §15.12 and §18.5 to §18.9.
internal static class Made
{
    public static CborValue Exclusion(long start, long length) => Map(("start", Integer(start)), ("length", Integer(length)));

    public static byte[] Sha256(params IEnumerable<byte> bytes) => SHA256.HashData([.. bytes]);

    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    public static (BindingReport Report, IReadOnlyList<Status> Statuses) Validate(BindingInput input)
    {
        var log = new StatusLog(100);
        return (HardBinding.Validate(input, log, TestContext.Current.CancellationToken), log.Entries);
    }

    public static string[] Codes(this (BindingReport Report, IReadOnlyList<Status> Statuses) outcome) => [.. outcome.Statuses.Select(s => s.Code)];

    // | size, 4 | type, 4 | payload |
    public static byte[] Box(string type, params IEnumerable<byte> payload)
    {
        byte[] content = [.. payload];
        return [.. BigEndian(8 + content.Length)[4..], .. Ascii(type), .. content];
    }

    public static byte[] BigEndian(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    public static AssetLayout Layout(byte[] file) => LayoutReader.Read(AssetBytes.Of(file), ProvenanceLimits.Default, TestContext.Current.CancellationToken);

    public static BindingInput Input(byte[] file, string label, CborValue assertion) => new()
    {
        Asset = AssetBytes.Of(file), Layout = Layout(file), Label = label, Assertion = assertion, Url = "self#jumbf=x", Policy = ValidationPolicy.Strict,
    };

    // Every byte flipped in turn: the match breaks, or the coverage map lists the byte.
    public static void EveryFlipBreaksTheMatchOrIsListed(byte[] file, Func<byte[], BindingInput> input)
    {
        Assert.True(Validate(input(file)).Report.Matches);
        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= 0x01;
            var given = input(changed);
            var report = Validate(given).Report;
            var listed = report.Uncovered.Any(u => u.Start <= at && at < u.End);
            Assert.False(report.Matches && !listed, $"Byte {at} can be changed unseen and is not listed.");
            Assert.Equal(file.Length, Coverage.Of(given.Layout, report).TotalBytes);
        }
    }
}

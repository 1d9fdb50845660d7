using System.Security.Cryptography;
using System.Text;
using Touchstone.Provenance.Bindings;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Statuses;

namespace Touchstone.Tests.Provenance.Bindings;

// Origin of every vector in this folder: made by hand from the text of C2PA 2.2 §15.12 and §18.5 to §18.9.
internal static class Made
{
    public static CborValue Text(string text) => new() { Kind = CborKind.Text, Text = text };

    public static CborValue Bytes(ReadOnlyMemory<byte> bytes) => new() { Kind = CborKind.Bytes, Bytes = bytes };

    public static CborValue Integer(long value) => new() { Kind = CborKind.Integer, Integer = value, Number = value };

    public static CborValue Boolean(bool value) => new() { Kind = CborKind.Boolean, Boolean = value };

    public static CborValue List(params IEnumerable<CborValue> items) => new() { Kind = CborKind.List, Items = [.. items] };

    public static CborValue Map(params (string Key, CborValue? Value)[] entries) => new()
    {
        Kind = CborKind.Map,
        Entries = [.. entries.Where(e => e.Value is not null).Select(e => KeyValuePair.Create(Text(e.Key), e.Value!))],
    };

    public static CborValue Exclusion(long start, long length) => Map(("start", Integer(start)), ("length", Integer(length)));

    public static byte[] Sha256(params IEnumerable<byte> bytes) => SHA256.HashData([.. bytes]);

    public static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    public static (BindingReport Report, IReadOnlyList<Status> Statuses) Validate(BindingInput input)
    {
        var log = new StatusLog(100);
        return (HardBinding.Validate(input, log, TestContext.Current.CancellationToken), log.Entries);
    }

    public static string[] Codes(this (BindingReport Report, IReadOnlyList<Status> Statuses) outcome) => [.. outcome.Statuses.Select(s => s.Code)];
}

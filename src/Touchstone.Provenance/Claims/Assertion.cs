using System.Text.Json;
using Touchstone.Provenance.Cbor;
using Touchstone.Provenance.Jumbf;

namespace Touchstone.Provenance.Claims;

/// <summary>An assertion of a manifest: one superbox of its assertion store.</summary>
internal sealed class Assertion
{
    private readonly Lazy<(CborValue? Value, string? Error)> _cbor;

    internal Assertion(JumbfBox box, string manifest, ProvenanceLimits limits)
    {
        Box = box;
        Url = JumbfUri.Assertion(manifest, box.Label);
        _cbor = new(() => Content("cbor") is not { } content
            ? (null, "The assertion has no CBOR content.")
            : CborDecoder.TryDecode(content, limits, out var value, out var error) ? (value, null) : (null, error));
    }

    internal JumbfBox Box { get; }

    internal string Url { get; }

    /// <summary>Label with its instance: "c2pa.ingredient.v3__1".</summary>
    internal string Label => Box.Label;

    /// <summary>Label without its instance: "c2pa.ingredient.v3".</summary>
    internal string Kind => WithoutInstance(Box.Label);

    internal bool IsCbor => Box.ContentTypeCode == "cbor";

    internal bool IsJson => Box.ContentTypeCode == "json";

    /// <summary>The decoded content, or null where it is not CBOR.</summary>
    internal CborValue? Value => IsCbor ? _cbor.Value.Value : null;

    /// <summary>Why there is no value, or null.</summary>
    internal string? Error => IsCbor ? _cbor.Value.Error : IsJson ? JsonError() : null;

    /// <summary>Whether the content boxes hold nothing but zero bytes: an assertion redacted in place.</summary>
    internal bool IsZeroed => Box.Children.Count == 0 || Box.Children.All(c => !c.Payload.Span.ContainsAnyExcept((byte)0));

    /// <summary>The content of the first box of a type, or null.</summary>
    internal ReadOnlyMemory<byte>? Content(string boxType) => Box.Children.FirstOrDefault(c => c.Type == boxType)?.Payload;

    internal static string WithoutInstance(string label)
    {
        var at = label.LastIndexOf("__", StringComparison.Ordinal);
        return at > 0 && label.AsSpan(at + 2).IndexOfAnyExceptInRange('0', '9') < 0 ? label[..at] : label;
    }

    private string? JsonError()
    {
        if (Content("json") is not { } content) return "The assertion has no JSON content.";
        try
        {
            using var document = JsonDocument.Parse(content);
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }
}

using System.Text;

namespace Touchstone.Provenance.Jumbf;

/// <summary>A box of a manifest store (ISO/IEC 19566-5).</summary>
public sealed record JumbfBox
{
    /// <summary>Four characters: "jumb", "cbor", "json", "bfdb", "bidb", "uuid", "c2sh".</summary>
    public required string Type { get; init; }

    /// <summary>Where the box starts in the store, bytes; within an inflated box, relative to what was inflated.</summary>
    public required int Offset { get; init; }

    /// <summary>The payload after the box head. For a superbox: description box and all content boxes: what a hashed URI hashes (C2PA 2.2 §8.4.2.3).</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Label of a superbox's description box, or "".</summary>
    public string Label { get; init; } = "";

    /// <summary>The 16 bytes of a superbox's type, or empty.</summary>
    public ReadOnlyMemory<byte> ContentType { get; init; }

    /// <summary>Salt of the description box's private field (c2sh), or empty.</summary>
    public ReadOnlyMemory<byte> Salt { get; init; }

    /// <summary>Content boxes of a superbox, without its description box.</summary>
    public IReadOnlyList<JumbfBox> Children { get; init; } = [];

    /// <summary>Whether this is a superbox.</summary>
    public bool IsSuperbox => Type == "jumb";

    /// <summary>The first four bytes of the superbox type as characters: "c2pa", "c2ma", "c2cl", "cbor".</summary>
    public string ContentTypeCode => ContentType.Length == 16 ? Encoding.Latin1.GetString(ContentType.Span[..4]) : "";

    /// <summary>The first superbox among the children with this label, or null.</summary>
    public JumbfBox? Find(string label) => Children.FirstOrDefault(c => c.IsSuperbox && c.Label == label);
}

namespace Touchstone.Provenance.Containers.Pdf;

/// <summary>A value of a PDF object (ISO 32000-2 §7.3); of strings only that they are there.</summary>
internal sealed class PdfValue
{
    internal static PdfValue Nothing { get; } = new();

    /// <summary>The name without its slash, or null.</summary>
    internal string? Name { get; init; }

    /// <summary>The whole number, or null.</summary>
    internal long? Number { get; init; }

    /// <summary>The object number of a reference, or null.</summary>
    internal long? Reference { get; init; }

    /// <summary>Items of an array, or empty.</summary>
    internal IReadOnlyList<PdfValue> Items { get; init; } = [];

    /// <summary>Entries of a dictionary, or null.</summary>
    internal IReadOnlyDictionary<string, PdfValue>? Entries { get; init; }

    /// <summary>An entry of a dictionary, or nothing.</summary>
    internal PdfValue this[string key] => Entries is not null && Entries.TryGetValue(key, out var value) ? value : Nothing;
}

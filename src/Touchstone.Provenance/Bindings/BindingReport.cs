namespace Touchstone.Provenance.Bindings;

/// <summary>What validating a hard binding gave (C2PA 2.2 §15.12).</summary>
/// <param name="Matches">Whether every covered byte is as it was signed.</param>
/// <param name="Kind">Label of the assertion that decided: <c>c2pa.hash.data</c>, <c>c2pa.hash.multi-asset</c>.</param>
/// <param name="Uncovered">Stretches of the asset that the binding leaves out, in file order, without overlap.</param>
public sealed record BindingReport(bool Matches, string Kind, IReadOnlyList<ByteRange> Uncovered);

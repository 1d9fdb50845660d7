using Touchstone.Provenance.Containers;

namespace Touchstone.Provenance.Bindings;

/// <summary>Which bytes of an asset its hard binding covers.</summary>
/// <param name="TotalBytes">Size of the asset, bytes.</param>
/// <param name="CoveredBytes">Bytes whose change would break the binding.</param>
/// <param name="Uncovered">The rest, in file order: what lies there.</param>
public sealed record CoverageMap(long TotalBytes, long CoveredBytes, IReadOnlyList<UncoveredStretch> Uncovered);

/// <summary>A stretch that can change without breaking the binding.</summary>
/// <param name="Range">Where.</param>
/// <param name="Name">What the container calls it.</param>
/// <param name="Role">What kind of thing it is.</param>
/// <param name="Sentence">What that means, in plain words.</param>
public sealed record UncoveredStretch(ByteRange Range, string Name, RegionRole Role, string Sentence);

using Touchstone.Engine.Findings;

namespace Touchstone.Engine.Detectors.Metadata.MetadataConsistency;

/// <summary>One rule about what the statements of a file may say together.</summary>
/// <param name="Id">Stable id: "meta.time.impossible".</param>
/// <param name="Reads">What it reads and when it speaks.</param>
/// <param name="Weight">What a hit weighs.</param>
/// <param name="Innocent">The usual innocent explanation.</param>
/// <param name="Source">The standard the rule rests on.</param>
/// <param name="Check">The hits on a file, each a sentence with both values.</param>
public sealed record MetadataRule(string Id, string Reads, Weight Weight, string Innocent, string Source, Func<Statements, IEnumerable<string>> Check);

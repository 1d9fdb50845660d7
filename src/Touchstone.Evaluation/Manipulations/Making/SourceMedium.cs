using Touchstone.Media;

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>An authentic medium that specimens are made from.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">Image, audio or video.</param>
/// <param name="Columns">The manifest's columns for it, by name; empty without a manifest.</param>
public sealed record SourceMedium(string Path, MediaKind Kind, IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What shows the same person, thing or recording: media of one cluster stay together.</summary>
    public required string Cluster { get; init; }

    /// <summary>Clusters that may give parts to each other; the session of everything made from them.</summary>
    public string Session { get; init; } = "";

    /// <summary>A manifest column, or "".</summary>
    public string Column(string name) => Columns.GetValueOrDefault(name, "");
}

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>A medium that something was made from.</summary>
/// <param name="Role">"target" or "donor".</param>
/// <param name="Name">File name.</param>
/// <param name="Sha256">SHA-256, lower-case hexadecimal.</param>
/// <param name="Licence">Licence as its manifest states it, or "".</param>
public sealed record ParentMedium(string Role, string Name, string Sha256, string Licence);

/// <summary>One file of a made set with all that is known about its making: the provenance record, written as JSON beside it.</summary>
public sealed record MadeItem
{
    /// <summary>Path within the set.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>"forged" or "spoof" where manipulated, "real" or "bonafide" for a counterpart, or the label carried over.</summary>
    public required string Label { get; init; }

    /// <summary>Questions the file answers with yes.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>The manipulation, "none" for a counterpart, or the perturbation.</summary>
    public required string Operation { get; init; }

    /// <summary>Every drawn parameter.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The traces the operation leaves.</summary>
    public string History { get; init; } = "";

    /// <summary>Seed of this item.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The form it was saved in.</summary>
    public required string Save { get; init; }

    /// <summary>What it was made from.</summary>
    public required IReadOnlyList<ParentMedium> Parents { get; init; }

    /// <summary>Path of the mask within the set, or null.</summary>
    public string? Mask { get; init; }

    /// <summary>SHA-256 of the mask's file, or null.</summary>
    public string? MaskSha256 { get; init; }

    /// <summary>Changed stretches of a recording in seconds: "1.2000-1.8500;…", or "".</summary>
    public string IntervalsSeconds { get; init; } = "";

    /// <summary>Person or thing shown or heard, as the source's manifest says, or "".</summary>
    public string Subject { get; init; } = "";

    /// <summary>Media that must stay in one part of a split.</summary>
    public string Session { get; init; } = "";

    /// <summary>Further columns carried over from the source: split, licence, consent.</summary>
    public IReadOnlyDictionary<string, string> Carried { get; init; } = new Dictionary<string, string>();

    /// <summary>The program and its version.</summary>
    public string Tool { get; init; } = "";
}

/// <summary>A source that nothing could be made from.</summary>
/// <param name="Path">The source.</param>
/// <param name="Operation">What was tried.</param>
/// <param name="Code">Why not.</param>
/// <param name="Message">In words.</param>
public sealed record SkippedSource(string Path, string Operation, string Code, string Message);

/// <summary>A made set.</summary>
/// <param name="Manifest">Path of its manifest.</param>
/// <param name="Items">Its files in order.</param>
/// <param name="Skipped">What was not made.</param>
public sealed record MadeSet(string Manifest, IReadOnlyList<MadeItem> Items, IReadOnlyList<SkippedSource> Skipped);

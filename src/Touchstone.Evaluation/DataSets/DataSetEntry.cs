using Touchstone.Engine.Findings;

namespace Touchstone.Evaluation.DataSets;

/// <summary>What a data set says about a file.</summary>
public enum Truth
{
    /// <summary>Nothing is stated.</summary>
    Unstated,
    /// <summary>As captured: authentic, bona fide, real.</summary>
    Authentic,
    /// <summary>Manipulated, generated or spoofed, in the sense of the entry's questions.</summary>
    Manipulated,
}

/// <summary>One file of a data set.</summary>
public sealed record DataSetEntry
{
    /// <summary>Path as the manifest states it, relative to the data set's folder.</summary>
    public required string Path { get; init; }

    /// <summary>Line of a CSV manifest or row of a Parquet one, from 1; 0 where no manifest was read.</summary>
    public long Row { get; init; }

    /// <summary>Absolute path.</summary>
    public required string FullPath { get; init; }

    /// <summary>SHA-256 stated by the manifest, lower-case hexadecimal, or null.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The label as written: "real", "fake", "forged", "bonafide", "spoof".</summary>
    public string Label { get; init; } = "";

    /// <summary>What the label means.</summary>
    public Truth Truth { get; init; }

    /// <summary>Questions the manipulation answers with yes; empty for authentic files and where it is not known.</summary>
    public IReadOnlyList<Question> Questions { get; init; } = [];

    /// <summary>Absolute path of the mask of a local manipulation (255 = manipulated), or null.</summary>
    public string? MaskPath { get; init; }

    /// <summary>Person or object shown or heard, or ""; several are separated by semicolons, the one it passes for first.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Recording session or source medium, or "".</summary>
    public string Session { get; init; } = "";

    /// <summary>Part of the data set: "fit", "calibrate", "test", or ""; see the splitter.</summary>
    public string Split { get; init; } = "";

    /// <summary>Every further column by name: generator, camera, codec, licence, consent, date, any slice.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>The truth on a question, or null where the entry says nothing about it: authentic files answer every question, manipulated ones only theirs.</summary>
    public bool? IsManipulated(Question question) => Truth switch
    {
        Truth.Authentic => false,
        Truth.Manipulated when Questions.Contains(question) => true,
        _ => null,
    };
}

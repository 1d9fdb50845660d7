namespace Touchstone.Evaluation.DataSets;

/// <summary>What labels and names of splits mean. Numbers are not understood: data sets disagree on which class is 1.</summary>
public static class LabelVocabulary
{
    private static readonly HashSet<string> _authentic = new(StringComparer.Ordinal)
    {
        "real", "authentic", "bonafide", "genuine", "live", "original", "pristine", "untampered", "bona", "human",
    };

    private static readonly HashSet<string> _manipulated = new(StringComparer.Ordinal)
    {
        "fake", "forged", "manipulated", "spoof", "spoofed", "generated", "synthetic", "synthesized", "synthesised", "tampered",
        "deepfake", "edited", "altered", "spliced", "copymove", "attack", "aigenerated",
    };

    private static readonly HashSet<string> _unknown = new(StringComparer.Ordinal) { "unknown", "n/a", "na", "none", "null", "nan", "?", "-" };

    private const int LongestUnknown = 7;

    /// <summary>True where a cell says nothing: it is empty or holds one of the usual words for that.</summary>
    /// <param name="value">The cell.</param>
    public static bool IsUnstated(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 0 || (value.Length <= LongestUnknown && _unknown.Contains(value.ToLowerInvariant()));
    }

    /// <summary>The meaning of a label, or null where it is not understood; an unstated label is <see cref="Truth.Unstated"/>.</summary>
    /// <param name="label">The label as written; case, hyphens, underscores and blanks do not count.</param>
    public static Truth? Read(string label)
    {
        if (IsUnstated(label)) return Truth.Unstated;
        var word = Squeeze(label);
        return _authentic.Contains(word) ? Truth.Authentic : _manipulated.Contains(word) ? Truth.Manipulated : null;
    }

    /// <summary>The part of a data set by its own or a usual name: train → "fit", dev, val → "calibrate", eval → "test"; another name stays as it is.</summary>
    /// <param name="split">The name as written.</param>
    public static string Split(string split) => IsUnstated(split) ? "" : Squeeze(split) switch
    {
        "fit" or "train" or "training" => "fit",
        "calibrate" or "calibration" or "dev" or "development" or "val" or "valid" or "validation" => "calibrate",
        "test" or "testing" or "eval" or "evaluation" => "test",
        _ => split,
    };

    private static string Squeeze(string text) => string.Concat(text.ToLowerInvariant().Where(c => c is not ('-' or '_' or ' ')));
}

namespace Touchstone.Evaluation.Slices;

/// <summary>One condition of a slice.</summary>
/// <param name="Column">Column.</param>
/// <param name="Value">Group of it.</param>
public readonly record struct SlicePart(string Column, string Value);

/// <summary>A named part of the population: all cases that meet every part. No parts = everything.</summary>
/// <param name="Parts">Conditions.</param>
public sealed record Slice(IReadOnlyList<SlicePart> Parts)
{
    /// <summary>The name of everything.</summary>
    public const string Everything = "all";

    /// <summary>The slice without conditions.</summary>
    public static Slice All { get; } = new([]);

    /// <summary>Name in reports and gate files: "all", or "camera=phone &amp; light=dim".</summary>
    public string Name => Parts.Count == 0 ? Everything : string.Join(" & ", Parts.Select(p => $"{p.Column}={p.Value}"));

    /// <summary>The slice of a name; null where it is none.</summary>
    public static Slice? Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Trim() == Everything) return All;
        var parts = new List<SlicePart>();
        foreach (var text in name.Split('&'))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || text[..equals].Trim() is not { Length: > 0 } column || text[(equals + 1)..].Trim() is not { Length: > 0 } value) return null;
            parts.Add(new SlicePart(column, value));
        }
        return new Slice(parts);
    }

    /// <summary>This slice narrowed by one more condition.</summary>
    internal Slice And(string column, string value) => new([.. Parts, new SlicePart(column, value)]);

    /// <inheritdoc/>
    public bool Equals(Slice? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}

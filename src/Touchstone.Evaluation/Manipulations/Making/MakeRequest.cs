namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>What a set is made of.</summary>
/// <param name="Manipulations">Applied in turn over the sources; all of one kind of media.</param>
/// <param name="Sources">Authentic media.</param>
/// <param name="Folder">Where the set goes; exists.</param>
/// <param name="Count">Manipulated items wanted.</param>
/// <param name="Seed">Seed of every chance in it.</param>
public sealed record MakeRequest(IReadOnlyList<Manipulation> Manipulations, IReadOnlyList<SourceMedium> Sources, string Folder, int Count, ulong Seed)
{
    /// <summary>Forms drawn from for each pair; empty for the default of the kind.</summary>
    public IReadOnlyList<SaveForm> Forms { get; init; } = [];

    /// <summary>Whether each item gets its authentic counterpart (default).</summary>
    public bool WithCounterparts { get; init; } = true;

    /// <summary>Items made side by side, ≥ 1; does not change what is made.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Told after each item: how many are finished.</summary>
    public Action<int>? Progress { get; init; }
}

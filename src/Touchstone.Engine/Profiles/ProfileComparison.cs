namespace Touchstone.Engine.Profiles;

/// <summary>One property of a file against the references.</summary>
/// <param name="Name">The property.</param>
/// <param name="Value">The file's value.</param>
/// <param name="Files">References with the same value.</param>
/// <param name="Usual">The most frequent value there, and how many have it.</param>
/// <param name="Difference">For a list that no reference has: what the file has that none has, and lacks that all have; else "".</param>
public sealed record ProfileAgreement(string Name, string Value, int Files, ProfileValue Usual, string Difference);

/// <summary>A file held against a profile.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Agreements">Every property, in the profile's order, then those the references never have.</param>
public sealed record ProfileComparison(FileProfile Profile, IReadOnlyList<ProfileAgreement> Agreements)
{
    // Names of single items in a sentence; the whole lists stand in the profile and in the structure view.
    private const int ItemsNamed = 8;

    /// <summary>Properties whose value no reference has.</summary>
    public IReadOnlyList<ProfileAgreement> Unseen => [.. Agreements.Where(a => a.Files == 0)];

    /// <summary>Whether the very file is one of the references.</summary>
    public bool IsReference { get; private init; }

    /// <summary>
    /// How probable it is at most that one more file of the references' kind differs in as many properties from all others as this file does:
    /// (1 + references at least so alone) / (1 + references), a conformal p-value, 0 to 1; exact if the file and the references are drawn alike.
    /// Lower = less like them.
    /// </summary>
    /// <remarks>Source: V. Vovk, A. Gammerman, G. Shafer, "Algorithmic Learning in a Random World", 2005, section 2.2.</remarks>
    public double Chance => (1.0 + Profile.References.Count(r => r.Alone >= Unseen.Count)) / (1 + Profile.References.Count);

    /// <summary>The largest share of the source's files that may have a value none of n references has, with 95 % confidence: 1 − 0.05^(1/n), the "rule of three".</summary>
    /// <remarks>Source: C. J. Clopper, E. S. Pearson, Biometrika 26, 1934, for no success in n; 3/n is its approximation.</remarks>
    public static double LargestShare(int references) => 1 - Math.Pow(0.05, 1.0 / Math.Max(1, references));

    /// <summary>Compares.</summary>
    /// <param name="shape">How the file is written.</param>
    /// <param name="sha256">Digest of the file, lower-case hexadecimal.</param>
    /// <param name="profile">The profile.</param>
    public static ProfileComparison Of(FileShape shape, string sha256, FileProfile profile)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(profile);
        var known = profile.Properties.Select(p => p.Name).ToHashSet();
        var agreements = profile.Properties.Select(p => Agreement(p, shape[p.Name] ?? FileShape.None)).Concat(shape.Properties.Where(p => !known.Contains(p.Name) && p.Value != FileShape.None)
            .Select(p => new ProfileAgreement(p.Name, p.Value, 0, new(FileShape.None, profile.References.Count), "")));
        return new ProfileComparison(profile, [.. agreements]) { IsReference = profile.References.Any(r => r.Sha256 == sha256) };
    }

    private static ProfileAgreement Agreement(ProfileProperty property, string value)
    {
        var files = property.Values.FirstOrDefault(v => v.Value == value)?.Files ?? 0;
        return new(property.Name, value, files, property.Values[0], files == 0 && property.IsList ? Difference(property, value) : "");
    }

    private static string Difference(ProfileProperty property, string value)
    {
        var own = Items(value);
        var lists = property.Values.Select(v => Items(v.Value)).ToList();
        var more = own.Where(i => !lists.Exists(l => l.Contains(i))).ToList();
        var less = lists.Aggregate((a, b) => [.. a.Where(b.Contains)]).Where(i => !own.Contains(i)).ToList();
        if (more.Count == 0 && less.Count == 0) return "the same items in another order or choice";
        return string.Join("; ", new[] { (more, "in none of the references"), (less, "missing here, in all references") }.Where(p => p.Item1.Count > 0)
            .Select(p => $"{p.Item2}: {string.Join(", ", p.Item1.Take(ItemsNamed))}{(p.Item1.Count > ItemsNamed ? $" and {p.Item1.Count - ItemsNamed} more" : "")}"));
    }

    private static List<string> Items(string value) => value == FileShape.None ? [] : [.. value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
}

namespace Touchstone.Engine.Profiles;

/// <summary>A file a profile rests on.</summary>
/// <param name="Name">File name, for people.</param>
/// <param name="Sha256">Digest of the file, lower-case hexadecimal.</param>
/// <param name="Alone">In how many properties no other reference has this file's value.</param>
public sealed record ProfileReference(string Name, string Sha256, int Alone);

/// <summary>A value of a property, and how many references have it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Files">References that have it.</param>
public sealed record ProfileValue(string Value, int Files);

/// <summary>A property with all the values it has among the references.</summary>
/// <param name="Name">The property.</param>
/// <param name="IsList">Whether values are lists of items divided by spaces.</param>
/// <param name="Values">The most frequent first; their counts add up to the number of references.</param>
public sealed record ProfileProperty(string Name, bool IsList, IReadOnlyList<ProfileValue> Values);

/// <summary>How known files of a device or an application are written.</summary>
public sealed record FileProfile
{
    /// <summary>Fewest references: with fewer, nothing can be said that is not said by looking at them.</summary>
    public const int LeastReferences = 3;

    /// <summary>Most references.</summary>
    public const int MostReferences = 5000;

    /// <summary>SHA-256 of the profile's content, lower-case hexadecimal; "" until it is written.</summary>
    public string Id { get; init; } = "";

    /// <summary>What the laboratory calls the source.</summary>
    public required string Name { get; init; }

    /// <summary>The properties in a fixed order.</summary>
    public required IReadOnlyList<ProfileProperty> Properties { get; init; }

    /// <summary>The files.</summary>
    public required IReadOnlyList<ProfileReference> References { get; init; }

    /// <summary>Makes a profile of shapes.</summary>
    /// <param name="name">What the source is called.</param>
    /// <param name="files">Each file by name, digest and shape.</param>
    /// <exception cref="ArgumentException">Fewer than <see cref="LeastReferences"/> or more than <see cref="MostReferences"/>.</exception>
    public static FileProfile Of(string name, IReadOnlyList<(string Name, string Sha256, FileShape Shape)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Count is < LeastReferences or > MostReferences) throw new ArgumentException($"A profile takes {LeastReferences} to {MostReferences} files.", nameof(files));
        var names = files.SelectMany(f => f.Shape.Properties).DistinctBy(p => p.Name).ToList();
        var properties = names.Select(p => new ProfileProperty(p.Name, p.IsList, Values(files.Select(f => f.Shape[p.Name] ?? FileShape.None)))).ToList();
        var alone = properties.ToDictionary(p => p.Name, p => p.Values.Where(v => v.Files == 1).Select(v => v.Value).ToHashSet());
        return new FileProfile
        {
            Name = name,
            Properties = properties,
            References = [.. files.Select(f => new ProfileReference(f.Name, f.Sha256, alone.Count(p => p.Value.Contains(f.Shape[p.Key] ?? FileShape.None))))],
        };
    }

    private static List<ProfileValue> Values(IEnumerable<string> values) =>
        [.. values.GroupBy(v => v, StringComparer.Ordinal).Select(g => new ProfileValue(g.Key, g.Count())).OrderByDescending(v => v.Files).ThenBy(v => v.Value, StringComparer.Ordinal)];
}

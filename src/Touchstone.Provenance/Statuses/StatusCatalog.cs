namespace Touchstone.Provenance.Statuses;

/// <summary>A status code and what it says.</summary>
/// <param name="Code">The code.</param>
/// <param name="Kind">Success, informational or failure.</param>
/// <param name="Origin">"2.2" for the table of §15.2.2; else where the code is from.</param>
/// <param name="Meaning">One plain sentence for people who never read a specification, at most 100 characters.</param>
public sealed record StatusDefinition(string Code, StatusKind Kind, string Origin, string Meaning);

/// <summary>Every status code this package may give.</summary>
public static class StatusCatalog
{
    private static readonly Dictionary<string, StatusDefinition> _byCode = Read();

    /// <summary>All definitions, in the order of the specification's tables.</summary>
    public static IReadOnlyCollection<StatusDefinition> All => _byCode.Values;

    /// <summary>The definition of a code, or null for one that this package does not know (as recorded by other software).</summary>
    public static StatusDefinition? Find(string code) => _byCode.GetValueOrDefault(code);

    // CAWG codes carry their kind in their name's family; they never decide the state (CAWG identity 1.1 §7).
    internal static StatusKind KindOf(string code) => _byCode.TryGetValue(code, out var definition)
        ? definition.Kind
        : throw new ArgumentException($"{code} is no status code of this package.", nameof(code));

    private static Dictionary<string, StatusDefinition> Read()
    {
        using var stream = typeof(StatusCatalog).Assembly.GetManifestResourceStream("status-codes.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(f => f[0], f => new StatusDefinition(f[0], Enum.Parse<StatusKind>(f[1], ignoreCase: true), f[2], f[3]));
    }
}

namespace Touchstone.Provenance.Trust;

/// <summary>Texts to build a profile of one's own from.</summary>
public sealed record TrustMaterial
{
    /// <summary>Anchors of signers: PEM certificates; other text is passed over.</summary>
    public string Signers { get; init; } = "";

    /// <summary>Anchors of time-stamp authorities, likewise.</summary>
    public string TimeStampers { get; init; } = "";

    /// <summary>Signing certificates trusted by themselves: PEM, or one SHA-256 a line in hexadecimal digits or base64.</summary>
    public string Allowed { get; init; } = "";

    /// <summary>Accepted purposes (extended key usages), one dotted OID a line; other lines are passed over.</summary>
    public string Purposes { get; init; } = "";

    /// <summary>Day the material is of; the default date where that is not known.</summary>
    public DateOnly Date { get; init; }
}

/// <summary>The profiles that come with the package, and profiles of one's own.</summary>
public static class TrustProfiles
{
    // Purposes that signers of the interim list's time were given beside today's: document signing, and Microsoft's own.
    private static readonly string[] _interimPurposes = ["1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.76.59.1.9"];

    private static readonly Lazy<TrustProfile> _official = new(() => new TrustProfile
    {
        Name = "official",
        Signers = [TrustLists.Find("official")!],
        TimeStampers = [TrustLists.Find("official-tsa")!],
    });

    private static readonly Lazy<TrustProfile> _interim = new(() => new TrustProfile
    {
        Name = "itl",
        Signers = [TrustLists.Find("official")!, TrustLists.Find("itl")!],
        TimeStampers = [TrustLists.Find("official-tsa")!, TrustLists.Find("itl-tsa")!],
        AllowedLeaves = TrustLists.Fingerprints("itl-allowed").ToHashSet(),
        AllowedEkus = _interimPurposes,
    });

    /// <summary>Names <see cref="Find"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["none", "official", "itl"];

    /// <summary>A profile by name: "none", "official" (the C2PA lists) or "itl" (those and the frozen interim list); null for any other name.</summary>
    public static TrustProfile? Find(string name) => name switch
    {
        "none" => TrustProfile.None,
        "official" => _official.Value,
        "itl" => _interim.Value,
        _ => null,
    };

    /// <summary>A profile of one's own anchors.</summary>
    /// <param name="name">Name, also of its lists.</param>
    /// <param name="material">The texts.</param>
    public static TrustProfile Own(string name, TrustMaterial material)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(material);
        return new TrustProfile
        {
            Name = name,
            Signers = Lists(name, material.Signers, material.Date),
            TimeStampers = Lists(name + "-tsa", material.TimeStampers, material.Date),
            AllowedLeaves = PemText.Fingerprints(material.Allowed).ToHashSet(),
            AllowedEkus = [.. material.Purposes.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 2 && l.All(c => c == '.' || char.IsAsciiDigit(c)))],
        };
    }

    /// <summary>Two profiles as one: what either trusts is trusted.</summary>
    /// <param name="first">Gives the name.</param>
    /// <param name="second">The other.</param>
    public static TrustProfile Join(TrustProfile first, TrustProfile second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first with
        {
            Name = $"{first.Name}+{second.Name}",
            Signers = [.. first.Signers, .. second.Signers],
            TimeStampers = [.. first.TimeStampers, .. second.TimeStampers],
            AllowedLeaves = first.AllowedLeaves.Concat(second.AllowedLeaves).ToHashSet(),
            AllowedEkus = [.. first.AllowedEkus.Union(second.AllowedEkus)],
        };
    }

    /// <summary>A sentence for each list of a profile that is old at a moment; the frozen interim list is always among them once it is.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="at">The moment of validation.</param>
    public static IReadOnlyList<string> AgeWarnings(TrustProfile profile, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return [.. profile.Signers.Concat(profile.TimeStampers).Select(l => TrustLists.AgeWarning(l.Name, l.Date, at)).OfType<string>()];
    }

    private static TrustList[] Lists(string name, string text, DateOnly date) =>
        PemText.Certificates(text) is { Count: > 0 } certificates ? [new TrustList(name, "", date, certificates)] : [];
}

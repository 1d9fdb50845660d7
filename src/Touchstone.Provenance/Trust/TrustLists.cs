using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;

namespace Touchstone.Provenance.Trust;

/// <summary>A list shipped with the package, as its index names it.</summary>
/// <param name="Name">Name: "official", "official-tsa", "itl", "itl-tsa", "itl-allowed", "products".</param>
/// <param name="Kind">"signers", "timestampers", "selection" (some anchors of the signers' list of the same family), "allowed" (single certificates) or "products".</param>
/// <param name="Version">Revision as published.</param>
/// <param name="Date">Day it was issued, frozen or last changed.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal digits.</param>
/// <param name="Purposes">Purposes (extended key usages) of the certificates it is for; empty for any.</param>
public sealed record ShippedList(string Name, string Kind, string Version, DateOnly Date, string File, string Sha256, IReadOnlyList<string> Purposes);

/// <summary>The lists shipped with the package: dated files, never fetched (C2PA 2.2 §14.4). Sources and licences stand in their README.</summary>
public static class TrustLists
{
    /// <summary>Age from which a list draws a warning, days.</summary>
    public const int OldAfterDays = 180;

    private static readonly string[] _anchorLists = ["official", "official-tsa", "itl", "itl-tsa"];

    private static readonly FrozenDictionary<string, Lazy<TrustList>> _lists = Index();

    /// <summary>Every shipped list.</summary>
    public static IReadOnlyList<ShippedList> All { get; } = [.. Text("lists.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Row)];

    /// <summary>The anchors of a shipped list, or null where there is none of that name.</summary>
    public static TrustList? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _lists.TryGetValue(name, out var list) ? list.Value : null;
    }

    /// <summary>A sentence where a list is older than <see cref="OldAfterDays"/> at a moment, else null.</summary>
    /// <param name="name">Name of the list.</param>
    /// <param name="date">Its date; the default date for a list without one, which draws none.</param>
    /// <param name="at">The moment of validation.</param>
    public static string? AgeWarning(string name, DateOnly date, DateTimeOffset at)
    {
        if (date == default) return null;
        var days = DateOnly.FromDateTime(at.UtcDateTime).DayNumber - date.DayNumber;
        return days > OldAfterDays ? $"The list {name} is of {date:yyyy-MM-dd}, {days} days old; who joined since is not on it." : null;
    }

    internal static IEnumerable<string> Fingerprints(string name) => Text(All.First(l => l.Name == name).File).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal static byte[] Bytes(string file)
    {
        using var stream = typeof(TrustLists).Assembly.GetManifestResourceStream("trust-lists/" + file) ?? throw new InvalidOperationException($"The package lacks {file}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Text(string file) => System.Text.Encoding.UTF8.GetString(Bytes(file));

    private static ShippedList Row(string line)
    {
        var cells = line.Split(',');
        return new ShippedList(cells[0], cells[1], cells[2], DateOnly.ParseExact(cells[3], "yyyy-MM-dd", CultureInfo.InvariantCulture), cells[4], cells[5],
            cells[6].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static FrozenDictionary<string, Lazy<TrustList>> Index() =>
        _anchorLists.ToFrozenDictionary(n => n, n => new Lazy<TrustList>(() => Load(n)));

    private static TrustList Load(string name)
    {
        var entry = All.First(l => l.Name == name);
        // Signers and time-stamp authorities of the interim list stand in one file; each of the two lists takes its part.
        var ownFile = entry.Kind != "selection";
        var certificates = PemText.Certificates(Text(ownFile ? entry.File : All.First(l => l.Name == "itl").File));
        if (name is "itl" or "itl-tsa")
        {
            var stampers = Fingerprints("itl-tsa").ToHashSet();
            certificates = [.. certificates.Where(c => stampers.Contains(Convert.ToHexStringLower(SHA256.HashData(c.Span))) != ownFile)];
        }
        return new TrustList(name, entry.Version, entry.Date, certificates) { Purposes = entry.Purposes.Count > 0 ? entry.Purposes : null };
    }
}

using System.Globalization;
using Touchstone.Engine.Findings;
using Touchstone.Engine.Profiles;

namespace Touchstone.Engine.Detectors.Metadata.ReferenceProfile;

/// <summary>A comparison in sentences.</summary>
internal static class ComparisonWords
{
    private const int LongestValue = 160;

    internal static string Summary(ProfileComparison compared)
    {
        var (n, all, unseen) = (compared.Profile.References.Count, compared.Agreements.Count, compared.Unseen);
        if (compared.IsReference) return $"The file is itself one of the {n} references of {compared.Profile.Name}; the comparison says nothing.";
        var said = unseen.Count == 0
            ? $"Every one of {all} properties has a value that is found among the {n} references of {compared.Profile.Name}."
            : $"Of {all} properties, {unseen.Count} {(unseen.Count == 1 ? "has a value" : "have values")} that none of the {n} references of {compared.Profile.Name} has: {string.Join(", ", unseen.Select(a => a.Name))}.";
        return said + Text($" Were it one more file of that kind, one at least so different would come with a chance of at most {compared.Chance:0.###}{(compared.Chance * (n + 1) < 1.5 ? $" (with {n} references, none smaller can be stated)" : "")}.");
    }

    internal static IEnumerable<Observation> Observations(ProfileComparison compared)
    {
        if (compared.IsReference) yield break;
        var n = compared.Profile.References.Count;
        var share = ProfileComparison.LargestShare(n);
        foreach (var property in compared.Unseen)
            yield return new("profile.unseen", Weight.Note,
                Text($"{Capital(property.Name)} is “{Cut(property.Value)}”; none of {n} references of {compared.Profile.Name} has that, so of such files at most {100 * share:0.#} % have it (95 %). Most often there: “{Cut(property.Usual.Value)}” ({property.Usual.Files} of {n})")
                + (property.Difference.Length == 0 ? "." : $"; {property.Difference}."),
                "Another setting, firmware or version of the same source; a copy that a program saved again.", null);
        if (compared.Agreements.Where(a => a.Files > 0).ToList() is { Count: > 0 } shared)
            yield return new("profile.shared", Weight.Note,
                $"As in references of {compared.Profile.Name}: {string.Join(", ", shared.Select(a => a.Files == n ? $"{a.Name} (all)" : $"{a.Name} ({a.Files} of {n})"))}.",
                "Many sources share each of these by itself.", null);
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Cut(string value) => value.Length <= LongestValue ? value : value[..LongestValue] + "…";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

namespace Touchstone.Service.Intake;

/// <summary>File names as outsiders give them: shown to people, never used as a path.</summary>
internal static class FileNames
{
    private const int MaximumLength = 200;

    /// <summary>The last part of a path, without control characters and marks that turn the direction of writing, and not too long.</summary>
    internal static string Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new string([.. last.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)]).Trim();
        if (kept.Length > MaximumLength) kept = kept[..(MaximumLength - 12)] + "…" + kept[^11..];
        return kept.Length == 0 ? "unnamed" : kept;
    }
}

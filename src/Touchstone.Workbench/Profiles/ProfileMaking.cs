using Touchstone.Engine.Profiles;
using Touchstone.Media;

namespace Touchstone.Workbench.Profiles;

/// <summary>A profile that was made, and what was not used for it.</summary>
/// <param name="Profile">The profile; its id is set when it is written.</param>
/// <param name="Refused">Files that were not used, and why.</param>
/// <param name="Warnings">What a person should know before relying on it.</param>
public sealed record MadeProfile(FileProfile Profile, IReadOnlyList<(string Path, string Why)> Refused, IReadOnlyList<string> Warnings);

/// <summary>Makes a profile of files that are known to come from one source.</summary>
public static class ProfileMaking
{
    // With 19 references a chance of 0.05 can be stated, with fewer only larger ones.
    private const int AdvisedReferences = 19;

    // What a message holds of them; a profile that is made names all.
    private const int MostReasons = 5;

    /// <summary>Reads the files and counts what they share.</summary>
    /// <param name="paths">Unedited files of one device or application.</param>
    /// <param name="name">What the source is called; null: what the files state most often.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ProfileException">Too few or too many files can be used.</exception>
    public static MadeProfile Of(IReadOnlyList<string> paths, string? name, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var (shapes, refused, seen) = (new List<(string Name, string Sha256, FileShape Shape)>(), new List<(string, string)>(), new HashSet<string>());
        foreach (var path in paths)
        {
            cancel.ThrowIfCancellationRequested();
            if (!Intake.TryOpen(path, Limits.Default, out var specimen, out var fault, cancel))
            {
                refused.Add((path, fault.Message));
                continue;
            }
            using (specimen)
            {
                if (!seen.Add(specimen.Hash.Hex)) refused.Add((path, "The same file as another."));
                else if (FileShape.Of(specimen, cancel).TryGet(out var shape, out var missing)) shapes.Add((specimen.Name, specimen.Hash.Hex, shape));
                else refused.Add((path, missing.Message));
            }
        }
        if (shapes.Count is < FileProfile.LeastReferences or > FileProfile.MostReferences)
            throw new ProfileException(Codes.ProfileReferences, $"{Count(shapes.Count, "file")} could be used; a profile takes {FileProfile.LeastReferences} to {FileProfile.MostReferences}.{Reasons(refused)}");
        var profile = FileProfile.Of(name ?? Stated(shapes), shapes);
        return new MadeProfile(profile, refused, [.. Warnings(profile)]);
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private static string Reasons(List<(string Path, string Why)> refused) =>
        refused.Count == 0 ? "" : $" Not used: {string.Join("; ", refused.Take(MostReasons).Select(r => $"{r.Path}: {r.Why.TrimEnd('.')}"))}{(refused.Count > MostReasons ? $"; and {refused.Count - MostReasons} more" : "")}.";

    private static string Stated(List<(string Name, string Sha256, FileShape Shape)> shapes)
    {
        var stated = shapes.Select(s => $"{s.Shape["Make"]} {s.Shape["Model"]}").GroupBy(s => s, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
        return stated.Contains(FileShape.None, StringComparison.Ordinal) ? "unnamed source" : stated;
    }

    private static IEnumerable<string> Warnings(FileProfile profile)
    {
        if (profile.References.Count < AdvisedReferences)
            yield return $"Files used: {profile.References.Count}; with {AdvisedReferences} or more a chance of 0.05 can be stated.";
        foreach (var property in profile.Properties.Where(p => p.Name is "Make" or "Model" or "format" && p.Values.Count > 1))
            yield return $"The files differ in {property.Name}: {string.Join(", ", property.Values.Take(4).Select(v => $"{v.Value} ({v.Files})"))}. A profile is of one source.";
    }
}

using System.Globalization;

namespace Touchstone.Service.Intake.Watching;

/// <summary>A file that was claimed: it lies in the folder of what is being taken in, under an id that stays the same whatever happens.</summary>
/// <remarks>
/// <code>
/// watched/NAME                       as somebody put it there; NAME.rights.json beside it if they wish
/// watched/.taking/ID NAME            claimed by renaming: nobody else takes it, and after a stop it is found again
/// watched/done/NAME                  taken in
/// watched/refused/NAME               not taken in; NAME.reason.txt says why
/// </code>
/// </remarks>
internal sealed record WatchedFile(string Root, Guid Id, string Name)
{
    internal const string RightsEnding = ".rights.json";
    private const string Taking = ".taking";

    internal string Place => Path.Combine(Root, Taking, $"{Id:N} {Name}");

    internal string RightsPlace => Place + RightsEnding;

    /// <summary>Claims a file that lies in the folder.</summary>
    internal static WatchedFile Claim(string root, string name)
    {
        Directory.CreateDirectory(Path.Combine(root, Taking));
        var claimed = new WatchedFile(root, Guid.NewGuid(), name);
        File.Move(Path.Combine(root, name), claimed.Place);
        claimed.ClaimRights();
        return claimed;
    }

    /// <summary>What was claimed and neither done nor refused: a stop came in between.</summary>
    internal static IReadOnlyList<WatchedFile> Claimed(string root) => Directory.Exists(Path.Combine(root, Taking))
        ? [.. Directory.EnumerateFiles(Path.Combine(root, Taking)).Select(Path.GetFileName).OfType<string>().Where(n => !n.EndsWith(RightsEnding, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)
            .Select(n => n.Split(' ', 2) is [var id, var name] && Guid.TryParseExact(id, "N", out var parsed) ? new WatchedFile(root, parsed, name) : null).OfType<WatchedFile>()]
        : [];

    // The stop may have come between the two.
    internal void ClaimRights()
    {
        var left = Path.Combine(Root, Name) + RightsEnding;
        if (!File.Exists(RightsPlace) && File.Exists(left)) File.Move(left, RightsPlace);
    }

    internal void MoveToDone() => MoveTo("done");

    internal void MoveToRefused(string reason) => File.WriteAllText(MoveTo("refused") + ".reason.txt", reason + Environment.NewLine);

    /// <summary>Back to where it came from, to be looked at again.</summary>
    internal void Release() => MoveTo("");

    private string MoveTo(string folder)
    {
        var target = Directory.CreateDirectory(Path.Combine(Root, folder)).FullName;
        var free = Path.Combine(target, Name);
        for (var number = 2; File.Exists(free); number++) free = Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(Name)} ({number}){Path.GetExtension(Name)}"));
        // The rights first: a file without them would be taken in on other grounds.
        if (File.Exists(RightsPlace)) File.Move(RightsPlace, free + RightsEnding, overwrite: true);
        File.Move(Place, free);
        return free;
    }
}

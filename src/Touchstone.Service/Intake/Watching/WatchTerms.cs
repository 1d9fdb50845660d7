using Touchstone.Service.Consent;

namespace Touchstone.Service.Intake.Watching;

/// <summary>A folder to be watched.</summary>
/// <param name="Folder">The folder; it must exist.</param>
/// <param name="Rights">What is recorded for files that bring no record of their own.</param>
public sealed record WatchTerms(string Folder, Rights Rights)
{
    /// <summary>What is wrong with it, or null.</summary>
    internal string? Problem(string dataFolder)
    {
        if (!Directory.Exists(Folder)) return $"There is no folder {Folder} to watch.";
        if (Path.GetFullPath(Folder + Path.DirectorySeparatorChar).StartsWith(Path.GetFullPath(dataFolder + Path.DirectorySeparatorChar), StringComparison.Ordinal)) return "The watched folder must not lie in the folder of the service's own data.";
        return Rights.Problem() is { } problem ? $"--watch: {problem}" : null;
    }
}

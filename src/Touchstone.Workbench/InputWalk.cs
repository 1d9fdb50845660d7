using Touchstone.Media;

namespace Touchstone.Workbench;

/// <summary>One thing to examine.</summary>
/// <param name="Path">The path, as given or found below a given folder.</param>
/// <param name="Fault">Why there is nothing to examine there, or null.</param>
public sealed record InputFile(string Path, Fault? Fault);

/// <summary>What given paths stand for.</summary>
/// <param name="Files">Everything to examine or report: given paths in their order, the contents of a folder by ordinal order of names.</param>
/// <param name="HiddenSkipped">Hidden files and folders that were passed over.</param>
public sealed record InputWalk(IReadOnlyList<InputFile> Files, int HiddenSkipped)
{
    private const int MaximumDepth = 64;
    private const int MaximumFiles = 1_000_000;

    /// <summary>Lists files and, below folders, everything that is not hidden. Links are listed, never followed.</summary>
    public static InputWalk Of(IEnumerable<string> paths)
    {
        var files = new List<InputFile>();
        var hidden = 0;
        foreach (var path in paths)
        {
            // A link to a folder is a link: intake says so.
            if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null) Walk(path, 1, files, ref hidden);
            else files.Add(new InputFile(path, null));
        }
        return new InputWalk(files, hidden);
    }

    private static void Walk(string folder, int depth, List<InputFile> files, ref int hidden)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            files.Add(new InputFile(folder, Fault.Damaged(Codes.IntakeUnreadable, "The folder may not be read. Check its permissions.")));
            return;
        }
        foreach (var entry in entries.OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (files.Count >= MaximumFiles) return;
            var path = Path.Combine(folder, entry.Name);
            if (entry.Name.StartsWith('.')) hidden++;
            else if (entry is not DirectoryInfo || entry.LinkTarget is not null) files.Add(new InputFile(path, null));
            else if (depth < MaximumDepth) Walk(path, depth + 1, files, ref hidden);
            else files.Add(new InputFile(path, Fault.Damaged(Codes.LimitNesting, $"The folder lies deeper than {MaximumDepth} levels. Give it by itself.")));
        }
    }
}

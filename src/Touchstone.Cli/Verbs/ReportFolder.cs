using System.Text;
using Touchstone.Engine.Decisions;
using Touchstone.Workbench;
using Touchstone.Workbench.Reports;

namespace Touchstone.Cli.Verbs;

/// <summary>The HTML reports of a run: one per specimen, written as it comes, and an index at the end.</summary>
internal sealed class ReportFolder(string folder, Policy policy)
{
    private const int LongestName = 60;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "index.html" };
    private readonly List<(Examined Examined, string ReportFile)> _items = [];

    internal string Index => Path.Combine(folder, "index.html");

    /// <exception cref="IOException">The folder cannot be made.</exception>
    internal void Make() => Directory.CreateDirectory(folder);

    internal void Add(string path, Examined examined)
    {
        var name = NameFor(path);
        File.WriteAllText(Path.Combine(folder, name), HtmlReport.Render(examined, policy));
        _items.Add((examined.ForIndex(), name));
    }

    internal void Complete() => File.WriteAllText(Index, HtmlReport.RenderIndex(_items));

    /// <summary>A file name of safe characters, made unique by a number.</summary>
    private string NameFor(string path)
    {
        var safe = new StringBuilder();
        foreach (var letter in Path.GetFileName(path).Take(LongestName))
            safe.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_');
        var stem = safe.ToString().TrimStart('.');
        var name = $"{stem}.html";
        for (var number = 2; !_names.Add(name); number++) name = $"{stem}-{number}.html";
        return name;
    }
}

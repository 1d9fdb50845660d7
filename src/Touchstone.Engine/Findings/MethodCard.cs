using System.Collections.Concurrent;
using System.Reflection;

namespace Touchstone.Engine.Findings;

/// <summary>The method card of a detector, parsed from the README.md in its folder: one source for docs, report and command line.</summary>
/// <param name="Title">Heading of the card.</param>
/// <param name="Sections">Text below each second-level heading, by heading.</param>
public sealed record MethodCard(string Title, IReadOnlyDictionary<string, string> Sections)
{
    private static readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Headings every card has.</summary>
    public static IReadOnlyList<string> RequiredSections { get; } =
        ["Reads", "Why it betrays", "Applies to", "Look for", "Ignore", "Fails where", "Source", "Parameters", "Measured on"];

    /// <summary>What people call the method: the heading up to its colon.</summary>
    public string Name => Title.Split(':')[0];

    /// <summary>The text of a section, or "".</summary>
    public string this[string section] => Sections.GetValueOrDefault(section, "");

    /// <summary>The card that travels in the assembly for a detector id.</summary>
    /// <exception cref="ArgumentException">No folder of that name has a README.md.</exception>
    public static MethodCard Load(string detectorId)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("card/" + detectorId)
            ?? throw new ArgumentException($"The detector {detectorId} has no method card.", nameof(detectorId));
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>What people call a method; the id of one that this version does not know.</summary>
    public static string NameOf(string detectorId) => _names.GetOrAdd(detectorId, id => Assembly.GetExecutingAssembly().GetManifestResourceInfo("card/" + id) is null ? id : Load(id).Name);

    /// <summary>Splits a card into its title and sections.</summary>
    public static MethodCard Parse(string markdown)
    {
        var title = "";
        var sections = new Dictionary<string, string>();
        string? current = null;
        foreach (var line in markdown.Split('\n'))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
                title = line[2..].Trim();
            else if (line.StartsWith("## ", StringComparison.Ordinal))
                sections[current = line[3..].Trim()] = "";
            else if (current is not null)
                sections[current] += line + "\n";
        }
        return new MethodCard(title, sections.ToDictionary(s => s.Key, s => s.Value.Trim()));
    }
}

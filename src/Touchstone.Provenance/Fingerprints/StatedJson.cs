using System.Text.Json;
using System.Text.RegularExpressions;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>A text read as JSON, once.</summary>
internal sealed partial class StatedJson : IDisposable
{
    private const int MaximumDepth = 64;
    private const int MaximumNesting = 3;
    private const int MaximumVisited = 20_000;

    private readonly JsonDocument _document;

    private StatedJson(JsonDocument document) => _document = document;

    /// <summary>The object, or null where the text is none.</summary>
    internal static StatedJson? Parse(string text)
    {
        var trimmed = text.AsSpan().TrimStart();
        if (trimmed.IsEmpty || trimmed[0] != '{') return null;
        try
        {
            // Python writes what JSON has no word for.
            var document = JsonDocument.Parse(NotNumber().Replace(text, ": null"), new JsonDocumentOptions { MaxDepth = MaximumDepth, AllowTrailingCommas = true });
            return new StatedJson(document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal bool HasAll(IEnumerable<string> names) => Has(_document.RootElement, names);

    internal bool HasNested(IReadOnlyCollection<string> names)
    {
        var visited = 0;
        return Nested(_document.RootElement, names, 0, ref visited);
    }

    internal bool HasAny(IEnumerable<string> names) => names.Any(n => Label(n) is not null);

    /// <summary>A value at the top or under "AIGC" as text, or null.</summary>
    internal string? Label(string name)
    {
        var root = _document.RootElement;
        if (root.TryGetProperty("AIGC", out var label))
        {
            // Some writers put the label in as a string that is JSON itself.
            if (label.ValueKind == JsonValueKind.String)
            {
                using var inner = Parse(label.GetString() ?? "");
                return inner?.Label(name);
            }
            if (label.ValueKind == JsonValueKind.Object) root = label;
        }
        return root.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;
    }

    /// <summary>The properties at the top that are text.</summary>
    internal IEnumerable<(string Name, string Value)> Texts() =>
        _document.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => (p.Name, p.Value.GetString() ?? ""));

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    private static bool Has(JsonElement element, IEnumerable<string> names) => element.ValueKind == JsonValueKind.Object && names.All(n => element.TryGetProperty(n, out _));

    private static bool Nested(JsonElement element, IReadOnlyCollection<string> names, int depth, ref int visited)
    {
        if (depth >= MaximumNesting || element.ValueKind != JsonValueKind.Object) return false;
        foreach (var property in element.EnumerateObject())
        {
            if (++visited > MaximumVisited) return false;
            if (Has(property.Value, names) || Nested(property.Value, names, depth + 1, ref visited)) return true;
        }
        return false;
    }

    [GeneratedRegex(@":\s*-?(NaN|Infinity)\b", RegexOptions.NonBacktracking)]
    private static partial Regex NotNumber();
}

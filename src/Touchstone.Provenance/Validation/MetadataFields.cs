using System.Text.Json;
using Touchstone.Provenance.Claims;

namespace Touchstone.Provenance.Validation;

/// <summary>The fields that <c>c2pa.metadata</c> may carry (C2PA 2.2 annex B, in metadata-fields.csv: a namespace and its fields, or * for all).</summary>
internal static class MetadataFields
{
    private static readonly Dictionary<string, HashSet<string>> _allowed = Read();

    /// <summary>The first field outside the list, or null.</summary>
    internal static string? FirstDisallowed(Assertion assertion)
    {
        if (assertion.Content("json") is not { } content) return null;
        using var document = JsonDocument.Parse(content);
        if (document.RootElement.ValueKind != JsonValueKind.Object) return "(the assertion is no JSON object)";
        var namespaces = Namespaces(document.RootElement);
        foreach (var field in document.RootElement.EnumerateObject())
        {
            if (field.Name.StartsWith('@')) continue;
            if (field.Name.Split(':') is not [var prefix, var name] || !namespaces.TryGetValue(prefix, out var uri) || !_allowed.TryGetValue(uri, out var fields) || !(fields.Contains("*") || fields.Contains(name)))
                return field.Name;
        }
        return null;
    }

    // The JSON-LD context names the prefixes.
    private static Dictionary<string, string> Namespaces(JsonElement root)
    {
        Dictionary<string, string> namespaces = [];
        if (!root.TryGetProperty("@context", out var context) || context.ValueKind != JsonValueKind.Object) return namespaces;
        foreach (var entry in context.EnumerateObject())
            if (entry.Value.ValueKind == JsonValueKind.String) namespaces[entry.Name] = entry.Value.GetString()!.TrimEnd('/', '#');
        return namespaces;
    }

    private static Dictionary<string, HashSet<string>> Read()
    {
        using var stream = typeof(MetadataFields).Assembly.GetManifestResourceStream("metadata-fields.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .ToDictionary(f => f[0].TrimEnd('/', '#'), f => f[1].Split(' ').ToHashSet());
    }
}

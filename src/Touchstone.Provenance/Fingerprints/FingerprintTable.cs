using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Touchstone.Provenance.Fingerprints;

/// <summary>The table of generator fingerprints: one versioned data file, <c>fingerprints.json</c>.</summary>
public sealed class FingerprintTable
{
    private static readonly Lazy<FingerprintTable> _shipped = new(() => Load("fingerprints.json"));

    private FingerprintTable(string version, DateOnly date, IReadOnlyList<FingerprintRule> rules, IReadOnlyList<WatermarkRule> watermarks, IReadOnlyList<UnreadableMark> unreadable)
    {
        Version = version;
        Date = date;
        Rules = rules;
        Watermarks = watermarks;
        Unreadable = unreadable;
    }

    /// <summary>The table that is shipped.</summary>
    public static FingerprintTable Shipped => _shipped.Value;

    /// <summary>Version of the table; every change of a rule raises it.</summary>
    public string Version { get; }

    /// <summary>When the table was last checked.</summary>
    public DateOnly Date { get; }

    /// <summary>Marks that exist and cannot be read here: their absence is not known.</summary>
    public IReadOnlyList<UnreadableMark> Unreadable { get; }

    /// <summary>Number of rules, watermarks among them.</summary>
    public int Count => Rules.Count + Watermarks.Count;

    internal IReadOnlyList<FingerprintRule> Rules { get; }

    internal IReadOnlyList<WatermarkRule> Watermarks { get; }

    private static FingerprintTable Load(string name)
    {
        using var stream = typeof(FingerprintTable).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        var prefixes = root.GetProperty("namespaces").EnumerateObject().ToFrozenDictionary(p => p.Name, p => p.Value.GetString()!);
        return new FingerprintTable(
            Text(root, "version"),
            DateOnly.ParseExact(Text(root, "date"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            [.. root.GetProperty("rules").EnumerateArray().Select(r => Rule(r, prefixes, Text(root, "date")))],
            [.. root.GetProperty("watermarks").EnumerateArray().Select(w => Watermark(w, Text(root, "date")))],
            [.. root.GetProperty("unreadable").EnumerateArray().Select(u => new UnreadableMark(Text(u, "name"), Text(u, "carriers"), Text(u, "why")))]);
    }

    private static FingerprintRule Rule(JsonElement rule, FrozenDictionary<string, string> prefixes, string date) => new(
        Text(rule, "id"), Text(rule, "generator"), Class(Text(rule, "class")),
        [.. rule.GetProperty("all").EnumerateArray().Select(c => Condition(c, prefixes))],
        Text(rule, "precision"), Text(rule, "source"), Optional(rule, "date") ?? date);

    private static FingerprintCondition Condition(JsonElement condition, FrozenDictionary<string, string> prefixes)
    {
        var test = Enum.Parse<TextTest>(Text(condition, "test").Replace("-", "", StringComparison.Ordinal), ignoreCase: true);
        var value = Optional(condition, "value") ?? "";
        var pattern = test switch
        {
            TextTest.Regex => value,
            TextTest.JsonField => value[(value.IndexOf('~', StringComparison.Ordinal) + 1)..],
            _ => null,
        };
        return new FingerprintCondition(
            List(condition, "places"),
            [.. List(condition, "keys").Select(k => Resolved(k, prefixes))],
            test,
            test == TextTest.JsonField ? value[..value.IndexOf('~', StringComparison.Ordinal)] : value,
            pattern is null ? null : new Lazy<Regex>(() => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)));
    }

    private static WatermarkRule Watermark(JsonElement mark, string date)
    {
        // A message is written as bits, or as the text whose bytes it is, highest bit first.
        var bits = Optional(mark, "bits") ?? string.Concat(Encoding.ASCII.GetBytes(Text(mark, "text")).Select(b => b.ToString("b8", CultureInfo.InvariantCulture)));
        return new WatermarkRule(Text(mark, "id"), Text(mark, "generator"), [.. bits.Select(b => b == '1')], mark.GetProperty("accepted").GetInt32(), Text(mark, "precision"), Text(mark, "source"), Optional(mark, "date") ?? date);
    }

    // "dc:description" names a property of XMP by the prefix that the table's head explains.
    private static string Resolved(string key, FrozenDictionary<string, string> prefixes) =>
        key.Split(':') is [var prefix, var name] && prefixes.TryGetValue(prefix, out var uri) ? $"{{{uri}}}{name}" : key;

    private static FingerprintClass Class(string text) => text switch
    {
        "generated" => FingerprintClass.Generated,
        "AI part" => FingerprintClass.AiPart,
        "camera" => FingerprintClass.Camera,
        "may be" => FingerprintClass.MayBe,
        _ => throw new InvalidOperationException($"The class \"{text}\" is none of the table's."),
    };

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string? Optional(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string[] List(JsonElement element, string name) => element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(v => v.GetString()!)] : [];
}

using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Touchstone.Evaluation.Gates;

/// <summary>A mapping of a YAML file that is read key by key: every error is gathered with its line, and what was not asked for is unknown.</summary>
internal sealed class YamlSection(YamlMappingNode node, string path, List<string> errors)
{
    private readonly HashSet<string> _asked = [];

    internal string Path { get; } = path;

    internal void Refuse(string key, string why) => errors.Add($"line {(Node(key) ?? node).Start.Line}: {Path}{key}: {why}");

    internal bool Has(string key)
    {
        _asked.Add(key);
        return Node(key) is not null;
    }

    internal string? Text(string key, bool required = false)
    {
        _asked.Add(key);
        switch (Node(key))
        {
            case YamlScalarNode { Value: { Length: > 0 } value }: return value;
            case null when !required: return null;
            case YamlScalarNode or null:
                Refuse(key, "is missing");
                return null;
            default:
                Refuse(key, "must be a text");
                return null;
        }
    }

    internal double Number(string key, double otherwise, double from, double to, bool required = false)
    {
        if (Text(key, required) is not { } text) return otherwise;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= from && value <= to) return value;
        Refuse(key, $"must be a number from {from.ToString(CultureInfo.InvariantCulture)} to {to.ToString(CultureInfo.InvariantCulture)}");
        return otherwise;
    }

    internal int Count(string key, int otherwise, int from, bool required = false)
    {
        if (Text(key, required) is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= from) return value;
        Refuse(key, $"must be a whole number from {from}");
        return otherwise;
    }

    internal DateOnly Date(string key)
    {
        if (Text(key, required: true) is not { } text) return default;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)) return value;
        Refuse(key, "must be a day such as 2027-06-30");
        return default;
    }

    /// <summary>One of some words.</summary>
    internal T Choice<T>(string key, T otherwise, IReadOnlyList<(string Word, T Value)> choices, bool required = false)
    {
        if (Text(key, required) is not { } text) return otherwise;
        foreach (var (word, value) in choices)
            if (word == text) return value;
        Refuse(key, $"must be one of {string.Join(", ", choices.Select(c => c.Word))}");
        return otherwise;
    }

    /// <summary>A text or a list of texts.</summary>
    internal IReadOnlyList<string> Texts(string key)
    {
        _asked.Add(key);
        switch (Node(key))
        {
            case null: return [];
            case YamlScalarNode { Value: { Length: > 0 } one }: return [one];
            case YamlSequenceNode many when many.Children.All(c => c is YamlScalarNode { Value.Length: > 0 }): return [.. many.Children.Select(c => ((YamlScalarNode)c).Value!)];
            default:
                Refuse(key, "must be a text or a list of texts");
                return [];
        }
    }

    internal YamlSection? Section(string key)
    {
        _asked.Add(key);
        switch (Node(key))
        {
            case null: return null;
            case YamlMappingNode mapping: return new YamlSection(mapping, $"{Path}{key}.", errors);
            default:
                Refuse(key, "must be a mapping");
                return null;
        }
    }

    internal IReadOnlyList<YamlSection> Sections(string key)
    {
        _asked.Add(key);
        if (Node(key) is YamlSequenceNode { Children.Count: > 0 } list && list.Children.All(c => c is YamlMappingNode))
            return [.. list.Children.Select((c, i) => new YamlSection((YamlMappingNode)c, $"{Path}{key}[{i + 1}].", errors))];
        Refuse(key, "must be a list with at least one entry");
        return [];
    }

    /// <summary>Every key with its text.</summary>
    internal IReadOnlyDictionary<string, string> Pairs()
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Keys())
            if (Text(key, required: true) is { } value) pairs[key] = value;
        return pairs;
    }

    /// <summary>Refuses what was not asked for.</summary>
    internal void Close()
    {
        foreach (var key in Keys().Where(k => !_asked.Contains(k))) Refuse(key, $"is unknown; known are {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
    }

    private List<string> Keys() => node.Children.Keys.Select(k => (k as YamlScalarNode)?.Value ?? "(no text)").ToList();

    private YamlNode? Node(string key) => node.Children.FirstOrDefault(c => c.Key is YamlScalarNode { Value: { } name } && name == key).Value;
}

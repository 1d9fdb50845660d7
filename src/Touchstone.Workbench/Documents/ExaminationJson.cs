using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Touchstone.Engine;

namespace Touchstone.Workbench.Documents;

/// <summary>How the examination records become JSON: the one mapping used by the published document and by the supervised processes.</summary>
/// <remarks>
/// Names and enumeration values are camelCase, absent values are written as null, dictionaries are ordered by key, and numbers
/// without a finite value are the strings "NaN", "Infinity" and "-Infinity". Long arrays are packed by <see cref="PackedArray"/>.
/// </remarks>
public static class ExaminationJson
{
    /// <summary>Everything, for the way between processes: parsing what was written gives the same records.</summary>
    public static JsonSerializerOptions Complete { get; } = Make(withArrays: true);

    /// <summary>The published form without the values of maps and series.</summary>
    public static JsonSerializerOptions WithoutArrays { get; } = Make(withArrays: false);

    /// <summary>One examination as the document holds it: the path it was found under, then the record.</summary>
    public static JsonObject Published(string path, Examination examination, bool withArrays)
    {
        var entry = JsonSerializer.SerializeToNode(examination, withArrays ? Complete : WithoutArrays)!.AsObject();
        entry.Insert(0, "path", path);
        return entry;
    }

    private static JsonSerializerOptions Make(bool withArrays)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            // The document is a file of its own and never part of a page, so that names and signs stay readable in it.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            PropertyNameCaseInsensitive = false,
            RespectRequiredConstructorParameters = true,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new PackedFloats(withArrays));
        options.Converters.Add(new PackedDoubles(withArrays));
        options.Converters.Add(new OrderedDictionary<string>());
        options.Converters.Add(new OrderedDictionary<double>());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

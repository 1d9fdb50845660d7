using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;

namespace Touchstone.Evaluation.Manipulations.Making;

/// <summary>Writes the manifest of a made set and the provenance record of each item.</summary>
internal static class MadeManifest
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] Carried = ["split", "licence", "consent"];

    internal static byte[] Record(MadeItem item) => JsonSerializer.SerializeToUtf8Bytes(item, Form);

    internal static string Write(string folder, IReadOnlyList<MadeItem> items)
    {
        var path = Path.Combine(folder, "manifest.csv");
        using var csv = CsvWriter.ToFile(path, CsvWriterOptions.Default with { NewLine = "\n" });
        string[] header = ["path", "sha256", "label", "question", "mask", "intervals_s", "subject", "session", "generator", "codec", .. Carried, "parents", "parameters", "seed"];
        csv.WriteRecord((ReadOnlySpan<string?>)header);
        foreach (var item in items)
        {
            string[] row =
            [
                item.Path, item.Sha256, item.Label, string.Join(';', item.Questions), item.Mask ?? "", item.IntervalsSeconds, item.Subject, item.Session, item.Operation, item.Save,
                .. Carried.Select(c => item.Carried.GetValueOrDefault(c, "")), string.Join(';', item.Parents.Select(p => p.Sha256)),
                string.Join(';', item.Parameters.Select(p => $"{p.Key}={p.Value}")), item.Seed.ToString(CultureInfo.InvariantCulture),
            ];
            csv.WriteRecord((ReadOnlySpan<string?>)row);
        }
        return path;
    }
}

using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Touchstone.Media;
using Touchstone.Workbench;
using Touchstone.Workbench.Documents;

namespace Touchstone.Service.Packages;

/// <summary>Stored results as packages hold them: read under a bound, compared value by value.</summary>
internal static class PackageResult
{
    // The only part of a result that two runs may differ in.
    private const string Times = "milliseconds";

    private const int DifferencesKept = 50;

    /// <exception cref="PackageException">The part is no result, or unpacks to too much.</exception>
    internal static Examined Read(PackageFile file)
    {
        using var packed = new MemoryStream(file.Read(PackageParts.Result));
        using var unzipped = new BrotliStream(packed, CompressionMode.Decompress);
        using var bounded = new BoundedStream(unzipped, PackageParts.LongestResult);
        try
        {
            if (JsonSerializer.Deserialize<Examined>(bounded, ExaminationJson.Complete) is { } examined) return examined;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or InvalidDataException or ArgumentException or FormatException)
        {
            throw new PackageException(Codes.PackageMalformed, "The stored result cannot be read.", e);
        }
        throw new PackageException(Codes.PackageMalformed, "The stored result is empty.");
    }

    /// <summary>Where two results differ, times apart: paths with both values; empty when they are the same to the last bit.</summary>
    internal static IReadOnlyList<string> Differences(Examined stored, Examined again)
    {
        var differences = new List<string>();
        Compare(Tree(stored), Tree(again), "", differences);
        return differences;
    }

    private static JsonNode? Tree(Examined examined)
    {
        var tree = JsonSerializer.SerializeToNode(examined, ExaminationJson.Complete)!;
        tree["examination"]!.AsObject().Remove(Times);
        return tree;
    }

    private static void Compare(JsonNode? stored, JsonNode? again, string path, List<string> differences)
    {
        if (differences.Count >= DifferencesKept) return;
        switch (stored, again)
        {
            case (JsonObject one, JsonObject other):
                foreach (var name in one.Select(m => m.Key).Union(other.Select(m => m.Key))) Compare(one[name], other[name], $"{path}/{name}", differences);
                break;
            case (JsonArray one, JsonArray other) when one.Count == other.Count:
                for (var i = 0; i < one.Count; i++) Compare(one[i], other[i], $"{path}/{i}", differences);
                break;
            default:
                // As text: a number is written so that it reads back to the same bits.
                if (stored?.ToJsonString() != again?.ToJsonString()) differences.Add($"{path}: {Short(stored)} in the package, {Short(again)} here");
                break;
        }
    }

    private static string Short(JsonNode? value) => value?.ToJsonString() is not { } text ? "nothing" : text.Length > 80 ? text[..80] + "…" : text;
}

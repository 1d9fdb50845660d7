using System.Reflection;
using Touchstone.Engine.Profiles;

namespace Touchstone.Engine.Detectors.Metadata.JpegHistory;

/// <summary>Quantisation tables and sampling seen in files of named cameras: camera-tables.csv beside this file, which says where it comes from.</summary>
internal static class CameraTables
{
    private static readonly Lazy<ILookup<string, string>> s_models = new(Load);

    /// <summary>Models whose files had these tables and this sampling, in the order of the list.</summary>
    internal static IReadOnlyList<string> SeenWith(JpegFacts facts) =>
        facts.Luma is { } luma ? [.. s_models.Value[$"{JpegFacts.Fingerprint(luma, facts.Chroma)} {facts.Sampling}"]] : [];

    private static ILookup<string, string> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("data/camera-tables.csv")
            ?? throw new InvalidOperationException("camera-tables.csv does not travel in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#').Skip(1).Select(line => line.Split(';'))
            .ToLookup(cells => $"{cells[0]} {cells[1]}", cells => cells[2]);
    }
}

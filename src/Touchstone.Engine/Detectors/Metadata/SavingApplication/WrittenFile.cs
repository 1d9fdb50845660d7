using Touchstone.Engine.Profiles;
using Touchstone.Media;
using Touchstone.Media.Jpeg;
using Touchstone.Media.Metadata;

namespace Touchstone.Engine.Detectors.Metadata.SavingApplication;

/// <summary>What of a JPEG the rows ask for.</summary>
internal sealed record WrittenFile
{
    /// <summary>The quality whose Annex K tables the file has step for step, or null.</summary>
    internal int? ExactQuality { get; init; }

    internal required string Frame { get; init; }

    internal required string Sampling { get; init; }

    internal required string Order { get; init; }

    internal required int Longest { get; init; }

    internal required IReadOnlyList<(string Where, string Text)> Marks { get; init; }

    /// <summary>The facts, or null where there is no frame header.</summary>
    internal static WrittenFile? Of(Specimen specimen, MediaMetadata? metadata)
    {
        if (specimen.Container.Value is not { } tree || JpegFacts.Of(tree) is not { } facts) return null;
        return new WrittenFile
        {
            ExactQuality = facts.Luma is { } luma ? Quality(luma, facts.Chroma) : null,
            Frame = facts.Frame.Type,
            Sampling = facts.SamplingName,
            Order = facts.MarkerOrder,
            Longest = Math.Max(Side(facts.Frame["Width"]), Side(facts.Frame["Height"])),
            Marks =
            [
                .. facts.Segments.Where(n => n.Type == "COM").Take(8).Select(n => ("com", n["Text"] ?? "")),
                .. facts.Segments.Select(n => n["Identifier"]).OfType<string>().Take(64).Select(i => ("app", i)),
                .. metadata?.Texts.Where(t => t is { Place: "IPTC", Key: "SpecialInstructions" }).Take(4).Select(t => ("iptc", t.Value)) ?? [],
            ],
        };
    }

    private static int Side(string? text) => int.TryParse(text, out var side) ? side : 0;

    // Both tables of one quality; several numbers may give one table, and the fit takes the highest.
    private static int? Quality(ushort[] luma, ushort[]? chroma)
    {
        var fit = JpegTables.FitLuminance(luma);
        return fit.IsExact && (chroma is null || chroma.AsSpan().SequenceEqual(JpegTables.ScaledChrominance(fit.Quality))) ? fit.Quality : null;
    }
}

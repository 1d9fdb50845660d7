using Touchstone.Engine.Findings;
using Touchstone.Engine.Profiles;

namespace Touchstone.Engine.Detectors.Metadata.JpegHistory;

/// <summary>Rules on quantisation tables and sampling (Kee, Johnson and Farid 2011, sections II and III, with tables of our own).</summary>
internal static class TableRules
{
    internal static IEnumerable<Observation> Of(JpegFacts facts, TableFamily family, Claims claims)
    {
        var offset = facts.Segments.First(n => n.Type == "DQT").Offset;
        yield return new("jpeg.tables", Weight.Note, $"The quantisation tables are {family.Text}; colour sampling {facts.SamplingName}.", "", offset);
        if (family.Kind == TableKind.ExactTwoQualities)
            yield return new("jpeg.tables-two-qualities", Weight.Note, $"Light is coded at quality {family.Luminance.Quality}, colour at {family.Chrominance!.Value.Quality}.",
                "Some cameras and web services set the two apart.", offset);
        if (family.Kind == TableKind.Transposed || facts.SamplingName == "4:4:0")
            yield return new("jpeg.lossless-rotation", Weight.Note,
                $"The tables are {(family.Kind == TableKind.Transposed ? "transposed" : "not transposed")} and the sampling is {facts.SamplingName}: traces of a rotation without re-encoding.",
                "Picture viewers and import programs turn photographs upright this way.", facts.Frame.Offset);
        if (family.Kind is TableKind.Own or TableKind.OtherRounding && CameraTables.SeenWith(facts) is { Count: > 0 } models)
            yield return new("jpeg.tables-known", Weight.Note,
                $"The same tables and sampling were seen in files of {string.Join(", ", models)}{(claims.IsCamera ? $"; this file names {claims.Camera}" : "")}.",
                "The list is short; cameras share tables, and many choose them by scene.", offset);
        if (claims.IsCamera && family.Kind == TableKind.ExactOneQuality && facts.HasLibraryLayout)
            yield return new("jpeg.camera-library-tables", Weight.Note,
                $"The file names the camera {claims.Camera}, and is laid out as the Independent JPEG Group's library does at quality {family.Luminance.Quality}.",
                "About three of ten cameras use exactly these tables (29 of 96 measured); programs that save again do too.", offset);
        foreach (var observation in Definitions(facts)) yield return observation;
    }

    private static IEnumerable<Observation> Definitions(JpegFacts facts)
    {
        var rows = facts.Segments.Where(n => n.Type == "DQT").SelectMany(n => (n.Table?.Rows ?? []).Select(row => (Row: row, n.Offset))).ToList();
        foreach (var slot in rows.GroupBy(r => r.Row[0]))
        {
            var first = slot.First();
            var other = slot.FirstOrDefault(r => !r.Row.AsSpan().SequenceEqual(first.Row));
            if (other.Row is not null)
                yield return new("jpeg.tables-redefined", Weight.Anomaly,
                    $"Table {slot.Key} is defined at {first.Offset} with first step {first.Row[2]} and again, differently, at {other.Offset} with first step {other.Row[2]}.",
                    "The standard allows it between scans; hardly any encoder does it.", other.Offset);
            var isUsed = facts.Frame.Fields.Any(f => f.Name.StartsWith("Component ", StringComparison.Ordinal) && f.Value.EndsWith($"table {slot.Key}", StringComparison.Ordinal));
            if (!isUsed)
                yield return new("jpeg.tables-unused", Weight.Note, $"Table {slot.Key} is defined, and no component uses it.", "Some encoders always write every table; a conversion to grey leaves one over.", first.Offset);
        }
    }
}

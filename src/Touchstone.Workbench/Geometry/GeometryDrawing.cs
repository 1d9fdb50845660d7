using System.Globalization;
using System.Text.Json;
using Touchstone.Numerics.Geometry;

namespace Touchstone.Workbench.Geometry;

/// <summary>Lines a person says are parallel in the scene.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Lines">Each x1, y1, x2, y2, pixels.</param>
public sealed record DrawnParallels(string Name, IReadOnlyList<double[]> Lines);

/// <summary>Points of the scene and their reflections in one plane mirror.</summary>
/// <param name="Name">Which mirror.</param>
/// <param name="Pairs">Each x, y of the point and x, y of its reflection, pixels.</param>
public sealed record DrawnReflections(string Name, IReadOnlyList<double[]> Pairs);

/// <summary>A point in a cast shadow, and between which two points its caster lies.</summary>
/// <param name="Name">Which shadow.</param>
/// <param name="Shadow">x, y, pixels.</param>
/// <param name="From">x, y of one end of where the caster may be.</param>
/// <param name="To">x, y of the other end.</param>
public sealed record DrawnShadow(string Name, double[] Shadow, double[] From, double[] To);

/// <summary>Brightness along the outline of an object.</summary>
/// <param name="Name">Which object.</param>
/// <param name="Samples">Each the outward normal to the right and down, and the brightness just inside.</param>
public sealed record DrawnOutline(string Name, IReadOnlyList<double[]> Samples);

/// <summary>What a person marked in a picture, as JSON; coordinates are pixels to the right and down from the upper left corner.</summary>
/// <param name="Width">Width of the picture, pixels.</param>
/// <param name="Height">Height of the picture, pixels.</param>
public sealed record GeometryDrawing(int Width, int Height)
{
    /// <summary>Largest drawing, bytes.</summary>
    public const int MaximumBytes = 1 << 20;

    private const int MostOfAKind = 1000;

    // Components rounded to one decimal place give lengths that differ from 1 by at most 0.071.
    private const double NormalTolerance = 0.075;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Standard deviation of each marked coordinate, pixels.</summary>
    public double Sigma { get; init; } = 1;

    /// <summary>Sets of parallels.</summary>
    public IReadOnlyList<DrawnParallels> Parallels { get; init; } = [];

    /// <summary>Sets of reflections.</summary>
    public IReadOnlyList<DrawnReflections> Reflections { get; init; } = [];

    /// <summary>Shadows of one light.</summary>
    public IReadOnlyList<DrawnShadow> Shadows { get; init; } = [];

    /// <summary>Outlines of matt objects.</summary>
    public IReadOnlyList<DrawnOutline> Outlines { get; init; } = [];

    /// <summary>Reads a drawing.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <exception cref="GeometryException">It is no drawing, or a mark is not what it should be.</exception>
    public static GeometryDrawing Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximumBytes) throw new GeometryException($"A drawing has at most {MaximumBytes:N0} bytes.");
        GeometryDrawing drawing;
        try
        {
            drawing = JsonSerializer.Deserialize<GeometryDrawing>(json, Json) ?? throw new GeometryException("The drawing is empty.");
        }
        catch (JsonException e)
        {
            // The parser's own words name types of this program; where it stopped is what helps.
            throw new GeometryException($"The file is no drawing: {Place(e)} something is missing, misspelt or of another kind than it should be. See docs/geometry.md.");
        }
        drawing.Require();
        return drawing;
    }

    private static string Place(JsonException e) => (e.LineNumber is { } line ? $"in line {line + 1}" : "in it") + (e.Path is { Length: > 1 } path ? $", at {path.TrimStart('$', '.')}," : "");

    private void Require()
    {
        if (Width < 1 || Height < 1 || !(Sigma > 0 && double.IsFinite(Sigma))) throw new GeometryException("A drawing has a width, a height and a sigma above 0.");
        if (Parallels.Cast<object?>().Concat(Reflections).Concat(Shadows).Concat(Outlines).Any(mark => mark is null)) throw new GeometryException("A mark is null; leave it out instead.");
        Distinct("lines", Parallels.Select(p => p.Name).Concat(Reflections.Select(r => r.Name)));
        Distinct("shadows", Shadows.Select(s => s.Name));
        Distinct("outlines", Outlines.Select(o => o.Name));
        foreach (var set in Parallels) Numbers(set.Name, set.Lines, 4, 2);
        foreach (var set in Reflections) Numbers(set.Name, set.Pairs, 4, 2);
        foreach (var shadow in Shadows) Numbers(shadow.Name, [shadow.Shadow, shadow.From, shadow.To], 2, 3);
        foreach (var outline in Outlines) Normals(outline);
        if (Shadows.Count == 1) throw new GeometryException("One shadow can always be cast by some light; give two or more.");
        if (Shadows.Count > ShadowConsistency.MostWedges) throw new GeometryException($"At most {ShadowConsistency.MostWedges} shadows are compared at once.");
        if (Parallels.Count + Reflections.Count + Shadows.Count + Outlines.Count == 0) throw new GeometryException("Nothing is marked: give parallels, reflections, shadows or outlines.");
    }

    private static void Numbers(string name, IReadOnlyList<double[]> rows, int columns, int least)
    {
        if (rows.Count < least || rows.Count > MostOfAKind) throw new GeometryException($"“{name}” has {rows.Count} marks; {least} to {MostOfAKind} are needed.");
        foreach (var row in rows)
            if (row is null || row.Length != columns || !row.All(double.IsFinite)) throw new GeometryException($"“{name}”: each mark has {columns} numbers.");
    }

    private static void Normals(DrawnOutline outline)
    {
        Numbers(outline.Name, outline.Samples, 3, 5);
        foreach (var sample in outline.Samples)
        {
            var length = Math.Sqrt(sample[0] * sample[0] + sample[1] * sample[1]);
            if (!(Math.Abs(length - 1) <= NormalTolerance))
                throw new GeometryException(string.Create(CultureInfo.InvariantCulture, $"“{outline.Name}”: the outward normal ({sample[0]}, {sample[1]}) has the length {length:0.##}, where 1 is needed. A sample is the normal to the right, the normal down and the brightness."));
        }
    }

    private static void Distinct(string what, IEnumerable<string> names)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (string.IsNullOrWhiteSpace(name)) throw new GeometryException($"A set of {what} has no name; the answer calls it by one.");
            if (!known.Add(name)) throw new GeometryException($"“{name}” names two sets of {what}; the answer calls each by its name.");
        }
    }
}

using Touchstone.Media;

namespace Touchstone.Engine.Profiles;

/// <summary>One property of how a file is written.</summary>
/// <param name="Name">What it is, in plain words: "marker order".</param>
/// <param name="Value">Its value as text; "none" where the file has no such thing.</param>
/// <param name="IsList">Whether the value is a list of items divided by spaces, so that two can be told apart item by item.</param>
public sealed record FileProperty(string Name, string Value, bool IsList = false);

/// <summary>How a file is written: its structure, tables, order and the shape of its metadata; never what it shows, and no personal value.</summary>
/// <remarks>
/// Source: E. Kee, M. K. Johnson, H. Farid, IEEE TIFS 6(3), 2011 (size, tables, thumbnail, counts of Exif entries as a signature of the
/// camera); T. Gloe, IEEE WIFS 2012 (order of segments and of Exif entries).
/// </remarks>
/// <param name="Properties">The properties in a fixed order; those a format cannot have are left out.</param>
public sealed record FileShape(IReadOnlyList<FileProperty> Properties)
{
    /// <summary>Value of a property that is not there.</summary>
    public const string None = "none";

    // A hostile file may hold endless orders; what is cut still differs from any honest one.
    private const int LongestValue = 4096;

    /// <summary>Reads the shape of a specimen.</summary>
    /// <param name="specimen">The specimen; damage does not matter where the structure can be followed.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The shape, or the fault of a file without a structure that is known.</returns>
    public static View<FileShape> Of(Specimen specimen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(specimen);
        if (!specimen.Container.TryGet(out var tree, out var fault)) return View<FileShape>.Missing(fault);
        cancel.ThrowIfCancellationRequested();
        var properties = new List<FileProperty> { new("format", specimen.Format.Name()) };
        if (specimen.Format == MediaFormat.Jpeg) properties.AddRange(JpegShape.Of(tree));
        else properties.AddRange(ContainerShape.Of(tree));
        if (specimen.Metadata.TryGet(out var metadata, out _)) properties.AddRange(MetadataShape.Of(metadata, specimen.Limits));
        return View<FileShape>.Of(new([.. properties.Select(p => p.Value.Length <= LongestValue ? p : p with { Value = p.Value[..LongestValue] + " …" })]), "structure and shape of the metadata; no value of a person");
    }

    /// <summary>The value of a property, or null where the format cannot have it.</summary>
    public string? this[string name] => Properties.FirstOrDefault(p => p.Name == name)?.Value;
}

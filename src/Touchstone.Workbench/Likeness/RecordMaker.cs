using Touchstone.Engine.Likeness;
using Touchstone.Media;

namespace Touchstone.Workbench.Likeness;

/// <summary>The record of a file, made inside the supervised process.</summary>
internal static class RecordMaker
{
    /// <summary>The record of a still image, or why there is none.</summary>
    public static (PictureRecord? Record, Fault? Fault) Of(Specimen specimen, CancellationToken cancel)
    {
        if (specimen.Kind != MediaKind.Image) return (null, Fault.Absent(Codes.ViewNotPresent, "Only still images are kept in a store of pictures."));
        return specimen.Luma.TryGet(out var luma, out var fault) ? (PictureRecord.Of(luma, cancel), null) : (null, fault);
    }
}

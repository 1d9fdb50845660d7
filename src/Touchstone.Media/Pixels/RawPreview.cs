using Touchstone.Media.Carving;
using Touchstone.Media.Containers;

namespace Touchstone.Media.Pixels;

/// <summary>The picture a raw file carries beside its sensor data: the largest whole JPEG inside it, which cameras store for viewing.</summary>
/// <remarks>
/// Raw files of most makers are TIFF structures (DNG 1.6; CR2, NEF, ARW, PEF, SRW by their tags; ORF and RW2 by their own magic number); RAF and CR3 have containers of their own. Sensor data are not
/// developed here: what would be seen then is this program's choice of colours, not the camera's.
/// </remarks>
internal static class RawPreview
{
    // PhotometricInterpretation: colour filter array, linear raw (TIFF/EP 5.2; DNG 1.6).
    private static readonly HashSet<string> _rawInterpretations = ["32803", "34892"];

    // Compression of sensor data: Sony ARW, Nikon NEF, Pentax PEF.
    private static readonly HashSet<string> _rawCompressions = ["32767", "34713", "65535"];

    /// <summary>Whether a file holds sensor data.</summary>
    internal static bool IsRaw(Specimen specimen)
    {
        if (specimen.Format is MediaFormat.Raf or MediaFormat.Cr3) return true;
        if (specimen.Format != MediaFormat.Tiff) return false;
        var head = specimen.Bytes.Slice(0, 12);
        // CR2 names itself at byte 8; ORF and RW2 have magic numbers of their own where TIFF has 42.
        if (head is [_, _, (byte)'R', (byte)'O' or (byte)'S', ..] or [_, _, (byte)'O', (byte)'R', ..] or [_, _, 0x55, 0, ..] or [_, _, _, _, _, _, _, _, (byte)'C', (byte)'R', ..]) return true;
        return specimen.Container.TryGet(out var tree, out _) && tree.All.Any(IsOfSensor);
    }

    /// <summary>The preview, or null where the file is no raw file or carries none.</summary>
    internal static CarvedPicture? Find(Specimen specimen, CancellationToken cancel) => !IsRaw(specimen) ? null
        : Carver.Of(specimen, cancel).Pictures.Where(p => p.State == CarvedState.Whole && p.Offset > 0).OrderByDescending(p => (long)p.Width * p.Height).ThenBy(p => p.Offset).FirstOrDefault();

    private static bool IsOfSensor(ContainerNode node) => node["DNGVersion"] is not null
        || node["PhotometricInterpretation"] is { } photometric && _rawInterpretations.Contains(photometric)
        || node["Compression"] is { } compression && _rawCompressions.Contains(compression);
}

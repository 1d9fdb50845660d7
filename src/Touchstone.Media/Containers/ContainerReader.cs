using Touchstone.Media.Containers.Image;
using Touchstone.Media.Containers.IsoBmff;
using Touchstone.Media.Containers.Matroska;
using Touchstone.Media.Containers.Riff;
using Touchstone.Media.Containers.Sound;
using Touchstone.Media.Jpeg;

namespace Touchstone.Media.Containers;

/// <summary>Reads the structure of a specimen with the parser of its format.</summary>
/// <remarks>
/// Node types and fields are named as in each specification; payloads of samples, pixels and frames are not read.
/// Tables are found at elst, stts, ctts, stsc, stsz, stco, co64, stss, trun, sidx, iloc (ISO-BMFF), Cluster (Matroska), idx1 and the
/// movi list (AVI), Frames (MP3, AMR: runs of equal frames), Stream (Ogg: pages), SEEKTABLE (FLAC).
/// </remarks>
internal static class ContainerReader
{
    private const string Derivation = "structure read from the stored bytes; nothing decoded";

    internal static View<ContainerTree> Read(Specimen specimen, CancellationToken cancel)
    {
        if (specimen.Format == MediaFormat.Jpeg) return View<ContainerTree>.Of(JpegContainer.Read(specimen, cancel), Derivation);
        Func<TreeBuilder, IReadOnlyList<ContainerNode>>? parse = specimen.Format switch
        {
            MediaFormat.Png => PngContainer.Read,
            MediaFormat.WebP or MediaFormat.Wav or MediaFormat.Avi => RiffContainer.Read,
            MediaFormat.Gif => GifContainer.Read,
            MediaFormat.Bmp => BmpContainer.Read,
            MediaFormat.Tiff => TiffContainer.Read,
            MediaFormat.Raf => RafContainer.Read,
            MediaFormat.Mp4 or MediaFormat.Mov or MediaFormat.M4a or MediaFormat.Heic or MediaFormat.Avif or MediaFormat.Cr3 => IsoBmffContainer.Read,
            // A bare codestream has no boxes.
            MediaFormat.JpegXl when specimen.Bytes.Slice(0, 1) is [0] => IsoBmffContainer.Read,
            MediaFormat.Matroska or MediaFormat.WebM => MatroskaContainer.Read,
            MediaFormat.Mp3 => Mp3Container.Read,
            MediaFormat.Flac => FlacContainer.Read,
            MediaFormat.Ogg => OggContainer.Read,
            MediaFormat.Amr => AmrContainer.Read,
            _ => null,
        };
        if (parse is null) return View<ContainerTree>.Missing(Fault.Absent(Codes.ViewNotPresent, $"No structure is read from {specimen.Format.Name()} files."));
        var builder = new TreeBuilder(specimen, cancel);
        var tree = builder.Tree(parse(builder));
        return View<ContainerTree>.Of(tree, Derivation);
    }
}

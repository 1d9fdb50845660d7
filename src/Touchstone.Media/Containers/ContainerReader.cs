using Touchstone.Media.Containers.Image;
using Touchstone.Media.Containers.Riff;
using Touchstone.Media.Jpeg;

namespace Touchstone.Media.Containers;

/// <summary>Reads the structure of a specimen with the parser of its format.</summary>
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
            _ => null,
        };
        if (parse is null) return View<ContainerTree>.Missing(Fault.Absent(Codes.ViewNotPresent, $"No structure is read from {specimen.Format} files."));
        var builder = new TreeBuilder(specimen, cancel);
        var tree = builder.Tree(parse(builder));
        return View<ContainerTree>.Of(tree, Derivation);
    }
}

using Touchstone.Provenance.Containers.Bmff;
using Touchstone.Provenance.Containers.Documents;
using Touchstone.Provenance.Containers.Images;
using Touchstone.Provenance.Containers.Media;
using Touchstone.Provenance.Containers.Pdf;

namespace Touchstone.Provenance.Containers;

/// <summary>Reads the structure of an asset: where its manifest store lies and what the rest is.</summary>
public static class LayoutReader
{
    /// <summary>Reads the layout. Never throws for any bytes: damage is listed.</summary>
    /// <param name="bytes">The asset.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="cancel">Stops reading.</param>
    public static AssetLayout Read(AssetBytes bytes, ProvenanceLimits limits, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(limits);
        cancel.ThrowIfCancellationRequested();
        var builder = new LayoutBuilder(bytes, limits, cancel);
        var format = FormatSniffer.Sniff(builder.Bytes);
        Walk(format, builder);
        return builder.Build(format);
    }

    private static void Walk(AssetFormat format, LayoutBuilder builder)
    {
        switch (format)
        {
            case AssetFormat.Jpeg:
                JpegLayout.Read(builder);
                break;
            case AssetFormat.Png:
                PngLayout.Read(builder);
                break;
            case AssetFormat.WebP or AssetFormat.Wav or AssetFormat.Avi:
                RiffLayout.Read(builder);
                break;
            case AssetFormat.Gif:
                GifLayout.Read(builder);
                break;
            case AssetFormat.Tiff:
                TiffLayout.Read(builder);
                break;
            case AssetFormat.JpegXl:
                JpegXlLayout.Read(builder);
                break;
            case AssetFormat.Mp3 or AssetFormat.Flac:
                Id3Layout.Read(builder, format);
                break;
            case AssetFormat.Svg:
                SvgLayout.Read(builder);
                break;
            case AssetFormat.Pdf:
                PdfLayout.Read(builder);
                break;
            case AssetFormat.Font:
                FontLayout.Read(builder);
                break;
            case AssetFormat.IsoBmff:
                BmffLayout.Read(builder);
                break;
            case AssetFormat.ManifestStore:
                builder.Store(0, builder.Length, new ByteRange(0, builder.Length), "a file of its own");
                break;
            default:
                builder.Unnamed = "the whole file";
                break;
        }
    }
}

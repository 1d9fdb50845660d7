using System.Globalization;
using ImageMagick;
using ImageMagick.Configuration;

namespace Touchstone.Media.Pixels;

/// <summary>TIFF, HEIC and AVIF through ImageMagick, with everything closed that runs scripts or reaches outside the file.</summary>
/// <remarks>
/// ImageMagick rotates and manages colour only when asked, and is not asked. libheif applies the container's own irot, imir and clap
/// properties by default; the define heic:preserve-orientation turns that off, so that the stored grid is seen.
/// </remarks>
internal static class MagickPixels
{
    // The format is fixed at each read, so only its coder runs. Should a file lead to another all the same, the coders that run scripts, draw,
    // print, reach the network or call other programs are closed, as are delegates and @file arguments. The policy holds for the whole
    // process; plain image formats stay open for those who write specimens in it.
    private const string PolicyXml = """
        <policymap>
          <policy domain="delegate" rights="none" pattern="*"/>
          <policy domain="filter" rights="none" pattern="*"/>
          <policy domain="path" rights="none" pattern="@*"/>
          <policy domain="coder" rights="none" pattern="{MVG,MSL,MSVG,SVG,SVGZ,RSVG,URL,HTTP,HTTPS,FTP,FILE,FD,EPHEMERAL,SHOW,WIN,X,PLT,GNUPLOT}"/>
          <policy domain="coder" rights="none" pattern="{PS,PS2,PS3,EPI,EPS,EPS2,EPS3,EPSF,EPSI,EPT,EPT2,EPT3,PDF,PDFA,POCKETMOD,PCL,XPS,AI,TXT,TEXT,LABEL,CAPTION,PANGO,INLINE}"/>
          <policy domain="coder" rights="none" pattern="{VIDEO,MPEG,MPG,MP4,MOV,AVI,MKV,WMV,WEBM,FLV,M2V,M4V,3GP,3G2,DCRAW,DOT,GV,SCAN,SCANX,SCREENSHOT,CLIPBOARD,MPR,MPRI}"/>
        </policymap>
        """;

    private static readonly Lazy<bool> Restricted = new(Restrict);

    /// <summary>Sets the policy; it must come before any other use of the library in the process.</summary>
    internal static void Confine() => _ = Restricted.Value;

    /// <summary>The size by the header, or null.</summary>
    internal static PictureSize? Size(byte[] bytes, MediaFormat format)
    {
        Confine();
        try
        {
            var header = new MagickImageInfo(bytes, Settings(format));
            return new PictureSize(header.Width, header.Height);
        }
        catch (MagickException)
        {
            return null;
        }
    }

    internal static View<RgbImage> Read(byte[] bytes, MediaFormat format, Limits limits, CancellationToken cancel)
    {
        Confine();
        var settings = Settings(format);
        try
        {
            var header = new MagickImageInfo(bytes, settings);
            if (PixelReader.Refuse(header.Width, header.Height, limits) is { } refusal) return refusal;
            cancel.ThrowIfCancellationRequested();
            using var image = new MagickImage(bytes, settings);
            // The header that was checked and the picture that came need not agree in a hostile file.
            if (PixelReader.Refuse(image.Width, image.Height, limits) is { } late) return late;
            return Export(image, format);
        }
        catch (MagickException e)
        {
            return PixelReader.Undecodable($"The decoder says: {e.Message.Split('`')[0].Trim()}");
        }
    }

    private static MagickReadSettings Settings(MediaFormat format)
    {
        var settings = new MagickReadSettings
        {
            Format = format switch { MediaFormat.Heic => MagickFormat.Heic, MediaFormat.Avif => MagickFormat.Avif, _ => MagickFormat.Tiff },
            FrameIndex = 0,
            FrameCount = 1,
        };
        settings.SetDefine(MagickFormat.Heic, "preserve-orientation", true);
        return settings;
    }

    private static View<RgbImage> Export(MagickImage image, MediaFormat format)
    {
        List<string> parts = [$"decoded by ImageMagick ({format.Name()}) at stored size; no rotation, no colour conversion by profile"];
        if (format != MediaFormat.Tiff) parts.Add("the container's own rotation, mirroring and clean aperture not applied");
        if (image.Depth > 8) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{image.Depth} bits per sample reduced to 8"));
        if (image.HasAlpha)
        {
            image.HasAlpha = false;
            parts.Add("transparency dropped");
        }
        if (image.ColorSpace is not (ColorSpace.sRGB or ColorSpace.RGB or ColorSpace.Gray or ColorSpace.LinearGray))
        {
            parts.Add($"{image.ColorSpace} samples converted to RGB by formula, no profile");
            image.ColorSpace = ColorSpace.sRGB;
        }
        using var pixels = image.GetPixelsUnsafe();
        var samples = pixels.ToByteArray(PixelMapping.RGB);
        return samples is null || samples.Length != (long)image.Width * image.Height * 3
            ? PixelReader.Undecodable("The decoder returned no samples")
            : View<RgbImage>.Of(new RgbImage((int)image.Width, (int)image.Height, samples), string.Join("; ", parts));
    }

    private static bool Restrict()
    {
        var configuration = ConfigurationFiles.Default;
        configuration.Policy.Data = PolicyXml;
        MagickNET.Initialize(configuration);
        ResourceLimits.Thread = 1;
        ResourceLimits.Disk = 0;
        ResourceLimits.Width = ResourceLimits.Height = 65_535;
        ResourceLimits.Memory = 1UL << 30;
        return true;
    }
}

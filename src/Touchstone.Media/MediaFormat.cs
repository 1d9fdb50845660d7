namespace Touchstone.Media;

/// <summary>What a specimen is for the person who brings it.</summary>
public enum MediaKind
{
    /// <summary>Not recognised.</summary>
    Unknown,
    /// <summary>A still image (an animation counts as its first frame).</summary>
    Image,
    /// <summary>A recording of sound.</summary>
    Audio,
    /// <summary>A moving picture, with or without sound.</summary>
    Video,
    /// <summary>What is neither picture nor sound but may carry a signed statement: a PDF, a font, a manifest store by itself.</summary>
    Document,
}

/// <summary>A container format, told by content, never by extension.</summary>
public enum MediaFormat
{
    /// <summary>Not recognised.</summary>
    Unknown,
    /// <summary>JPEG (ITU-T T.81).</summary>
    Jpeg,
    /// <summary>PNG (ISO/IEC 15948).</summary>
    Png,
    /// <summary>WebP in RIFF.</summary>
    WebP,
    /// <summary>GIF 87a or 89a.</summary>
    Gif,
    /// <summary>Windows bitmap.</summary>
    Bmp,
    /// <summary>TIFF 6.0 or BigTIFF.</summary>
    Tiff,
    /// <summary>HEIC in ISO-BMFF.</summary>
    Heic,
    /// <summary>AVIF in ISO-BMFF.</summary>
    Avif,
    /// <summary>Fujifilm RAF, raw; its preview is decoded.</summary>
    Raf,
    /// <summary>Canon CR3, raw in ISO-BMFF; its preview is decoded.</summary>
    Cr3,
    /// <summary>SVG, a drawing in XML; not drawn here.</summary>
    Svg,
    /// <summary>JPEG XL, in its container or as a bare codestream; not decoded here.</summary>
    JpegXl,
    /// <summary>WAVE in RIFF or RF64.</summary>
    Wav,
    /// <summary>FLAC.</summary>
    Flac,
    /// <summary>MPEG-1/2 audio layer III.</summary>
    Mp3,
    /// <summary>Ogg (Vorbis, Opus, FLAC, Speex).</summary>
    Ogg,
    /// <summary>Audio in ISO-BMFF.</summary>
    M4a,
    /// <summary>AMR narrow or wide band.</summary>
    Amr,
    /// <summary>MPEG-4 video in ISO-BMFF.</summary>
    Mp4,
    /// <summary>QuickTime.</summary>
    Mov,
    /// <summary>Matroska.</summary>
    Matroska,
    /// <summary>WebM.</summary>
    WebM,
    /// <summary>AVI in RIFF.</summary>
    Avi,
    /// <summary>PDF (ISO 32000).</summary>
    Pdf,
    /// <summary>A C2PA manifest store by itself (.c2pa, JUMBF).</summary>
    ManifestStore,
    /// <summary>TrueType or OpenType font.</summary>
    Font,
}
